import { receiveTraces } from '../traces/receiveTraces.ts';
import { ShownTraces } from '../traces/showTraces.ts';

/** A person waits for them. */
const DELAY_MS = 200;

/**
 * The services send their traces here instead of to a collector, wherever they run, so that what is shown is what a
 * collector would get.
 *
 * @returns what begins to show them: those of the demo data are nobody's.
 */
export async function openTraces(
  parts: AsyncDisposableStack,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<{ show(): void }> {
  const shown = new ShownTraces({ write });
  let isShown = false;
  const receiver = await receiveTraces((spans) => {
    if (isShown) shown.take(spans);
  });
  parts.defer(async () => {
    await receiver.stop();
    shown.stop();
  });
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
  process.env['OTEL_BSP_SCHEDULE_DELAY'] = String(DELAY_MS);
  return {
    show: () => {
      isShown = true;
    },
  };
}
