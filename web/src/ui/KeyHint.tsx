/** A keyboard shortcut as chips, in the spelling of `useHotkeys`: `ctrl+enter` shows `Ctrl` `Enter`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="lq-key">
      {keys.split('+').map(key => (
        <kbd key={key}>{names[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key))}</kbd>
      ))}
    </span>
  )
}

const names: Record<string, string> = { escape: 'Esc', arrowup: '↑', arrowdown: '↓' }

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1)
}
