/** Certificates (电子证照). The door for other modules and the command line. */
export { certificates } from './module.ts'
export { type CredentialCheck, verifyCredential } from './verify-credential.ts'
