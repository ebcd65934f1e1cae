import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What one process counts of a node's work, for Prometheus. Labels are codes from closed tables – endpoints, procedures,
 * partners –, never a record, a person or anything that a caller can make up.
 */
export interface Metrics {
  registry: Registry
  /** Duration of requests in seconds. `endpoint`: its name in the model, or the pattern of its path. */
  requests: Histogram<'endpoint' | 'method' | 'status'>
  /** Steps appended to records that this node leads. */
  actions: Counter<'kind' | 'verb'>
  /** Messages of partners that were handled, by verdict. */
  inbound: Counter<'peer' | 'type' | 'verdict'>
  /** Duration of synchronous queries in seconds, asked (`out`) and answered (`in`). */
  queries: Histogram<'direction' | 'type' | 'outcome'>
  /** Duration of queued work in seconds. */
  jobs: Histogram<'queue' | 'outcome'>
}

/** A number that is read when somebody asks for it, such as how much waits in the database. */
export interface Reading {
  name: `lianqiao_${string}`
  help: string
  labels?: Record<string, string>
  value: number
}

/** From the 5 ms of a list to the 10 s after which a person has gone. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The instruments of one node in this process. `process`: also memory, processor and event loop of the process itself. */
export function makeMetrics(options: { jurisdiction: string; process: boolean }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ node: options.jurisdiction })
  if (options.process) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'lianqiao_http_request_seconds',
      help: 'Duration of requests by endpoint and status',
      labelNames: ['endpoint', 'method', 'status'],
      buckets,
      registers,
    }),
    actions: new Counter({
      name: 'lianqiao_actions_appended_total',
      help: 'Steps appended to records led here, by kind of record and verb',
      labelNames: ['kind', 'verb'],
      registers,
    }),
    inbound: new Counter({
      name: 'lianqiao_messages_handled_total',
      help: 'Messages of partners handled, by type and verdict',
      labelNames: ['peer', 'type', 'verdict'],
      registers,
    }),
    queries: new Histogram({
      name: 'lianqiao_query_seconds',
      help: 'Duration of synchronous queries by direction, type and outcome',
      labelNames: ['direction', 'type', 'outcome'],
      buckets,
      registers,
    }),
    jobs: new Histogram({
      name: 'lianqiao_job_seconds',
      help: 'Duration of queued work by queue and outcome',
      labelNames: ['queue', 'outcome'],
      buckets,
      registers,
    }),
  }
}

/** Everything in Prometheus' text format: what this process counted, and what was read just now. */
export async function exposition(
  { registry }: Metrics,
  jurisdiction: string,
  readings: readonly Reading[],
): Promise<string> {
  // Made anew each time: a partner that is gone must not leave its last number behind.
  const now = new Registry()
  now.setDefaultLabels({ node: jurisdiction })
  const gauges = new Map<string, Gauge>()
  for (const { name, help, labels = {}, value } of readings) {
    const gauge =
      gauges.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [now] })
    gauges.set(name, gauge)
    gauge.set(labels, value)
  }
  return `${await registry.metrics()}\n${await now.metrics()}`
}
