/**
 * The provider warns at its import about every Node that is no long-term release yet. We ship the very Node it runs on
 * here, tested with it; a warning that cannot be acted on would only make people miss others.
 */
const warn = console.warn
console.warn = () => {}
const provider = await import('../../provider/index.ts')
console.warn = warn

export const { demoPassword, startProvider } = provider
