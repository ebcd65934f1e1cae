import { FileMediaType, fileLimit, uploadFile } from '@lianqiao/model/api/files.ts'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useWords } from '../../lib/i18n.ts'
import { asProblem } from '../../lib/problem.ts'
import { inputWords } from './words.ts'

/** A file that the node holds. Name and kind are known only while the page that uploaded it stands. */
export interface StoredFile {
  id: string
  name?: string
  /** Of the file as the node keeps it. */
  sha256?: string
}

/** A file on its way, or one that did not arrive and why. */
export interface Upload {
  key: string
  file: File
  fault?: string
}

/** Megabytes, for people. */
export const limitInMegabytes = fileLimit / 1024 / 1024

/** Uploads files one after the other, in the order they were given; what failed stays in the list with its reason. */
export function useUploads(stored: readonly StoredFile[], onStored: (files: StoredFile[]) => void) {
  const t = useWords(inputWords)
  const [uploads, setUploads] = useState<Upload[]>([])

  const forget = (key: string) => setUploads(now => now.filter(u => u.key !== key))
  const fail = (key: string, fault: string) =>
    setUploads(now => now.map(u => (u.key === key ? { ...u, fault } : u)))

  const take = async (files: readonly File[], keep: boolean) => {
    const rows = files.map(file => ({ key: crypto.randomUUID(), file }))
    setUploads(now => [...now, ...rows])
    let all = keep ? [...stored] : []
    for (const { key, file } of rows) {
      const fault = faultOf(file)
      if (fault) {
        fail(key, t(fault, { limit: limitInMegabytes }))
        continue
      }
      try {
        const { id, sha256 } = await call(uploadFile, { body: file })
        all = [...all, { id, sha256, name: file.name }]
        onStored(all)
        forget(key)
      } catch (error) {
        fail(key, t('uploadFailed', { detail: asProblem(error).document.detail }))
      }
    }
  }
  return { uploads, take, forget }
}

function faultOf(file: File): 'wrongType' | 'tooLarge' | undefined {
  if (!FileMediaType.safeParse(file.type).success) return 'wrongType'
  return file.size > fileLimit ? 'tooLarge' : undefined
}
