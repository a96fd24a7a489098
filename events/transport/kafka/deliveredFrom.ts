import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { DeliveredMessage } from '../transport.ts';

export const deliveredFrom = (topic: string, partition: number, message: KafkaMessage): DeliveredMessage => ({
  topic,
  partition,
  key: message.key?.toString() ?? '',
  value: message.value?.toString() ?? '',
  headers: textsOf(message.headers ?? {}),
  offset: message.offset,
  timestamp: new Date(Number(message.timestamp)),
});

/** Of a header that was given several times, the first counts. */
function textsOf(headers: IHeaders): Record<string, string> {
  const texts = Object.entries(headers).map(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return [name, first?.toString() ?? ''];
  });
  return Object.fromEntries(texts);
}
