import type { FastifyInstance } from 'fastify'
import type { Authenticator } from '../http/call.ts'
import { createAuthenticator } from './authenticator.ts'
import { prepareSetup } from './setup-code.ts'
import { openSignIn, type SignInOptions } from './sign-in.ts'
import { signInDoor } from './sign-in-door.ts'

/** Sign-in of a running server. */
export interface StartedSignIn {
  readonly authenticator: Authenticator
  readonly doors: readonly ((app: FastifyInstance) => void)[]
  /** One-time code to print while nobody exists yet; null afterwards. */
  readonly setupCode: string | null
}

/** Opens sign-in at start: the secret exists afterwards, and on a first run the code to print. */
export async function startSignIn(options: SignInOptions): Promise<StartedSignIn> {
  const signIn = await openSignIn(options)
  const { pool, config, now } = options
  return {
    authenticator: createAuthenticator({ pool, config, secret: signIn.secret, now }),
    doors: [signInDoor(signIn)],
    setupCode: await prepareSetup(pool),
  }
}
