import type { English } from '@lianqiao/model/catalogue/english.ts'
import { inEnglish } from '@lianqiao/model/catalogue/in-english.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'

/** A document of the catalogue as this reader is shown it. What is sent, written or signed stays the document itself. */
export const translated = <D extends { en?: English | undefined }>(document: D, language: Language): D =>
  language === 'en' ? inEnglish(document) : document
