import { z } from 'zod'

/**
 * 英文对照: the English of a document's Chinese texts, by the Chinese text. The Chinese is the original and the one that
 * counts; a text without English is shown in Chinese. It stands within the document, so that it is frozen with its version.
 */
export const English = z.record(z.string().min(1).max(2000), z.string().trim().min(1).max(3000))
export type English = z.infer<typeof English>
