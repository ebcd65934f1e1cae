/**
 * # A telephone of the middle class on a slow 4G line, computed
 *
 * The line is Lighthouse's mobile preset “Slow 4G” (GoogleChrome/lighthouse, docs/throttling.md): 150 ms there and back,
 * 1.6 Mbit/s down, nothing lost; about the slowest quarter of 4G. What a page needs on it is computed from bytes and from
 * round trips that were counted, and no clock is read: a loaded machine gives the same figures as an idle one.
 *
 * Taken for granted: the name is known; TLS 1.3 and HTTP/2, as the proxy in front of a node speaks them, so that all that is
 * asked for together goes over one connection. Bytes are those of HTTP/1.1, which spells every header out. The node's own
 * time is left out; `docs/performance.md` has it.
 */
const roundTripMs = 150
const bytesPerMs = 1_600_000 / 8 / 1000

/** What TCP sends before the first acknowledgement: ten segments of 1460 bytes (RFC 6928), twice as many each time. */
const firstWindow = 10 * 1460

/** Milliseconds until a document is there: TCP, TLS 1.3, question and answer are a round trip each. */
export const documentMs = (bytes: number): number => 3 * roundTripMs + transferMs(bytes)

/** Milliseconds until all is there that was asked for at once over the connection that stands. */
export const togetherMs = (bytes: number): number => (bytes > 0 ? roundTripMs + transferMs(bytes) : 0)

/** From the first byte to the last. Until a window fills the round trip, the line is idle for the rest of it. */
function transferMs(bytes: number): number {
  let [ms, window, left] = [0, firstWindow, bytes]
  for (; left > window && window < roundTripMs * bytesPerMs; window *= 2) {
    ms += roundTripMs
    left -= window
  }
  return ms + left / bytesPerMs
}
