import { tell } from './tell.ts'

/** Longest time in milliseconds that an orderly stop may take, on a machine that does much else. */
const patience = 30_000
/** A signal within this time of the first one is the same Ctrl-C, sent by the terminal and passed on by npm too. */
const sameKeypress = 1_000

/**
 * Start something by `start`, which defers what stops each part; wait for Ctrl-C or SIGTERM; stop the parts in the opposite
 * order. What was started is stopped too when a later part fails. A second Ctrl-C ends at once.
 *
 * @param start is handed a signal that is aborted when the stop is asked for before it is through; `throwIfAborted` between steps
 * @returns the exit code
 */
export async function untilStopped(
  start: (up: AsyncDisposableStack, stopping: AbortSignal) => Promise<void>,
): Promise<number> {
  const stopping = stopSignal()
  const up = new AsyncDisposableStack()
  try {
    await start(up, stopping)
    await new Promise<void>(resolve => {
      if (stopping.aborted) resolve()
      // A timer holds the process: a signal handler alone does not.
      const hold = setInterval(() => {}, 1 << 30)
      stopping.addEventListener('abort', () => {
        clearInterval(hold)
        resolve()
      })
    })
  } catch (error) {
    if (!stopping.aborted || error !== stopping.reason) throw error
  } finally {
    await up.disposeAsync()
  }
  return 0
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  let first = 0
  const onSignal = () => {
    if (stop.signal.aborted) {
      if (performance.now() - first > sameKeypress) process.exit(130)
      return
    }
    first = performance.now()
    tell('正在停止……', 'Stopping…')
    setTimeout(() => {
      tell('未能在 30 秒内停止，强制结束。', 'Not stopped within 30 s; ending at once.')
      process.exit(1)
    }, patience).unref()
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return stop.signal
}
