import manifest from '../../package.json' with { type: 'json' }

/** Of this software, as its package says. */
export const softwareVersion: string = manifest.version
