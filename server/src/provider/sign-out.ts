import type { KoaContextWithOIDC } from 'oidc-provider'

/**
 * A node that signs a person out proves whom by the id token it was given, so nothing is left to ask: end his session, if
 * it is still his, and go back at once, instead of showing the provider's page of confirmation (OpenID Connect
 * RP-Initiated Logout 1.0, section 2). Where somebody else has signed in since, that session is not touched.
 */
export async function endSessionAtOnce(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  const { oidc } = ctx
  if (oidc?.route !== 'end_session' || ctx.status !== 200) return
  const to = oidc.params?.post_logout_redirect_uri
  const hinted = oidc.entities.IdTokenHint?.payload.sub
  if (typeof to !== 'string' || !hinted) return
  if (oidc.session?.accountId === hinted) {
    await oidc.session.destroy()
    ctx.cookies.set(oidc.provider.cookieName('session'), null, { overwrite: true })
  }
  ctx.body = ''
  ctx.status = 303
  ctx.redirect(to)
}
