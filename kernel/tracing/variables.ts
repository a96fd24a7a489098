import { z } from 'zod';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** `api-key=…,x-tenant=shop`, values URL-encoded. */
const headers = z.string().transform((text, context): Readonly<Record<string, string>> => {
  const pairs = text.split(',').map((entry) => {
    const at = entry.indexOf('=');
    return [entry.slice(0, at).trim(), decodeURIComponent(entry.slice(at + 1).trim())] as const;
  });
  if (pairs.some(([name]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name))) {
    context.addIssue({ code: 'custom', message: 'must be name=value pairs with commas between them' });
  }
  return Object.fromEntries(pairs);
});

/** As https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ has them. */
export const tracingVariables = {
  /** Where traces go by OTLP over HTTP, such as `http://localhost:4318`; without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Headers for whoever takes them: `name=value,…`. */
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional().meta({ secret: true }),
  /** Which traces are recorded. The gateway decides for a whole trace unless the name has no `parentbased_`. */
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).default('parentbased_always_on'),
  /** The share of traces for the samplers by ratio, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** How long spans are gathered before they are sent, in milliseconds. */
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(1).default(5_000),
} as const;

export type TracingConfig = z.infer<z.ZodObject<typeof tracingVariables>>;
export type SamplerName = (typeof SAMPLERS)[number];
