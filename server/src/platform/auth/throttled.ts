import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignIn } from './sign-in.ts'
import { TooManyTries, type Try } from './throttle.ts'

export interface ThrottledCall {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Counts a try; beyond the limit the answer is 429 with the time to wait, noted once a window. */
export async function takeTry(signIn: SignIn, call: ThrottledCall, attempt: Try): Promise<void> {
  try {
    await signIn.throttle.take(attempt)
  } catch (error) {
    if (error instanceof TooManyTries) {
      call.reply.header('retry-after', String(error.retryAfterSeconds))
      if (error.isFirst) {
        await signIn.record({
          event: 'sign-in-throttled',
          address: call.request.ip,
          requestId: call.request.id,
          email: attempt.purpose === 'sign-in' ? attempt.account : null,
        })
      }
    }
    throw error
  }
}
