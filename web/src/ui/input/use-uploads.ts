import { FileMediaType, fileLimit, uploadFile } from '@lianqiao/model/api/files.ts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useWords } from '../../lib/i18n.ts'
import { useLatest } from '../../lib/latest.ts'
import { asProblem } from '../../lib/problem.ts'
import { onTheWay } from './uploading.ts'
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

/**
 * Uploads files one after the other, in the order they were given, also those chosen while others are on their way; what
 * failed stays in the list with its reason. Nothing arrives where the place for it is gone.
 */
export function useUploads(stored: readonly StoredFile[], onStored: (files: StoredFile[]) => void) {
  const t = useWords(inputWords)
  const [uploads, setUploads] = useState<Upload[]>([])
  const latest = useLatest({ stored, onStored })
  const before = useRef(Promise.resolve())
  const stands = useRef(true)
  useEffect(() => {
    stands.current = true
    return () => {
      stands.current = false
    }
  }, [])

  const forget = (key: string) => setUploads(now => now.filter(u => u.key !== key))
  const fail = (key: string, fault: string) =>
    setUploads(now => now.map(u => (u.key === key ? { ...u, fault } : u)))

  const put = (file: StoredFile, keep: boolean) => {
    if (!stands.current) return
    const { stored, onStored } = latest.current
    const all = keep ? [...stored, file] : [file]
    // Until it is drawn, the next one comes to these.
    latest.current = { stored: all, onStored }
    onStored(all)
  }
  const send = async ({ key, file }: Upload, keep: boolean) => {
    const fault = faultOf(file)
    if (fault) return fail(key, t(fault, { limit: limitInMegabytes }))
    try {
      const { id, sha256 } = await call(uploadFile, { body: file })
      put({ id, sha256, name: file.name }, keep)
      forget(key)
    } catch (error) {
      fail(key, t('uploadFailed', { detail: asProblem(error).document.detail }))
    }
  }
  const take = (files: readonly File[], keep: boolean): Promise<void> => {
    const rows = files.map(file => ({ key: crypto.randomUUID(), file }))
    setUploads(now => [...now, ...rows])
    for (const row of rows) before.current = onTheWay(before.current.then(() => send(row, keep)))
    return before.current
  }
  return { uploads, take, forget }
}

function faultOf(file: File): 'wrongType' | 'tooLarge' | undefined {
  if (!FileMediaType.safeParse(file.type).success) return 'wrongType'
  return file.size > fileLimit ? 'tooLarge' : undefined
}
