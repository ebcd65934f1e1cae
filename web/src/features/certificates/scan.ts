import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'

/** The part of the Barcode Detection API that is needed; not every browser has it (Chrome on Android does). */
interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

const detector = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector

/** Whether this browser can read a QR code from a photograph by itself. */
export const canScan = (): boolean => detector() !== undefined

/** The code in the address that a certificate's QR code holds, or in the code alone. */
export function codeIn(text: string): TrackingCode | undefined {
  return parseTrackingCode(/\/verify\/([^/?#]+)/.exec(text)?.[1] ?? text)
}

/** The verification code in a photograph, which stays in the browser; nothing where there is none. */
export async function scan(photograph: Blob): Promise<TrackingCode | undefined> {
  const Class = detector()
  if (!Class) return undefined
  const image = await createImageBitmap(photograph)
  const found = await new Class({ formats: ['qr_code'] }).detect(image)
  return found.map(({ rawValue }) => codeIn(rawValue)).find(code => code !== undefined)
}
