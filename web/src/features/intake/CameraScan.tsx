import { uploadFile } from '@lianqiao/model/api/files.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useWords } from '../../lib/i18n.ts'
import { asProblem, type ProblemError } from '../../lib/problem.ts'
import { Icon } from '../../ui/icons.tsx'
import { onTheWay } from '../../ui/input/uploading.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import type { Scan } from './matter.ts'
import { intakeWords } from './words.ts'
import './camera.css'

/** Quality of the picture: a page of small print stays readable, and stays far below the limit of a file. */
const quality = 0.9

/**
 * 高拍仪、窗口相机: what lies under the camera of this machine, and one key that takes it. The camera runs only while it is
 * open; nothing is kept but the picture that was taken.
 */
export function CameraScan({ name, onScan }: { name: string; onScan: (scan: Scan) => void }) {
  const t = useWords(intakeWords)
  const [open, setOpen] = useState(false)
  if (!navigator.mediaDevices?.getUserMedia) return null
  return open ? (
    <Camera name={name} onScan={onScan} onClose={() => setOpen(false)} />
  ) : (
    <button type="button" className="lq-button lq-camera-open" onClick={() => setOpen(true)}>
      <Icon name="camera" /> {t('camera')}
    </button>
  )
}

function Camera({
  name,
  onScan,
  onClose,
}: {
  name: string
  onScan: (scan: Scan) => void
  onClose: () => void
}) {
  const t = useWords(intakeWords)
  const view = useRef<HTMLVideoElement>(null)
  const act = useRef<HTMLButtonElement>(null)
  const [fault, setFault] = useState<'none' | 'noCamera'>('none')
  const [problem, setProblem] = useState<ProblemError>()
  const [ready, setReady] = useState(false)
  const [sending, setSending] = useState(false)
  useCamera(
    view,
    useCallback(() => setFault('noCamera'), []),
  )
  useEffect(() => {
    if (ready) act.current?.focus()
  }, [ready])
  const take = async () => {
    const picture = await pictureOf(view.current)
    if (!picture) return
    setSending(true)
    try {
      const { id, sha256 } = await onTheWay(call(uploadFile, { body: picture }))
      onScan({ id, sha256, name: `${name}.jpg` })
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
      setSending(false)
    }
  }
  return (
    <div className="lq-camera">
      {fault === 'noCamera' ? (
        <p className="lq-fault" role="alert">
          <Icon name="warning" /> {t('noCamera')}
        </p>
      ) : (
        <video ref={view} autoPlay muted playsInline aria-label={name} onPlaying={() => setReady(true)} />
      )}
      {problem && <ProblemAlert problem={problem} />}
      <div className="lq-camera-acts">
        <button
          ref={act}
          type="button"
          className="lq-button lq-button--primary"
          disabled={!ready || sending}
          onClick={() => void take()}
        >
          <Icon name="camera" /> {t('take')}
        </button>
        <button type="button" className="lq-button" onClick={onClose}>
          {t('closeCamera')}
        </button>
      </div>
    </div>
  )
}

/** The machine's camera in a video, as sharp as it can, until the component goes. */
function useCamera(view: React.RefObject<HTMLVideoElement | null>, onFault: () => void): void {
  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    const wish = { width: { ideal: 2592 }, height: { ideal: 1944 } }
    navigator.mediaDevices.getUserMedia({ video: wish }).then(
      given => {
        stream = given
        if (gone) for (const track of given.getTracks()) track.stop()
        else if (view.current) view.current.srcObject = given
      },
      () => onFault(),
    )
    return () => {
      gone = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [view, onFault])
}

async function pictureOf(video: HTMLVideoElement | null): Promise<Blob | null> {
  if (!video || video.videoWidth === 0) return null
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
}
