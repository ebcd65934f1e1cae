/** One problem: its number, its HTTP status, its title and its sentence, whose `{places}` are filled. */
export interface Row {
  no: `LQ-${number}`
  status: number
  title: { zh: string; en: string }
  zh: string
  en: string
}

export const row = (
  no: `LQ-${number}`,
  status: number,
  titleZh: string,
  titleEn: string,
  zh: string,
  en: string,
): Row => ({
  no,
  status,
  title: { zh: titleZh, en: titleEn },
  zh,
  en,
})
