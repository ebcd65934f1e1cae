import {
  certificateCredential,
  certificateFile,
  verifyCertificate,
} from '@lianqiao/model/api/certificates.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import { readCredential, readFile } from './actions/read.ts'
import { verifyByCode } from './actions/verify.ts'

export const routes: Route[] = [
  route(certificateFile, call =>
    readFile(call.node, { who: whoOf(call), id: call.params.id, traceId: call.traceId }),
  ),
  route(certificateCredential, async call => ({
    format: 'dc+sd-jwt' as const,
    credential: await readCredential(call.node, {
      who: whoOf(call),
      id: call.params.id,
      traceId: call.traceId,
    }),
  })),
  route(verifyCertificate, call => verifyByCode(call.node, call.params.code, call.traceId)),
]
