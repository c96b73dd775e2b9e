import type { AnyRouter } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { registerAccounts } from './accounts/index.ts'
import { registerEconomics } from './economics/index.ts'
import { registerLedger } from './ledger/index.ts'
import { registerPlans } from './plans/index.ts'
import type { AreaContext, AreaRegistration, DutyTeller, Evidence } from './platform/area.ts'
import { recordDenial } from './platform/audit/denials.ts'
import type { Config } from './platform/config/config.ts'
import type { Authenticator } from './platform/http/call.ts'
import type { JobHandler, Jobs } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log/log.ts'
import { createMailer } from './platform/mail/mailer.ts'
import { createUseCases, type UseCases } from './platform/use-case.ts'
import { registerWorkspace } from './platform/workspace/index.ts'
import { registerPortfolio } from './portfolio/index.ts'
import { registerProgram } from './program/index.ts'
import { registerSelection } from './selection/index.ts'

export interface ProgramOptions {
  readonly pool: pg.Pool
  readonly jobs: Jobs
  readonly log: Log
  readonly config: Config
  readonly authenticator: Authenticator
  readonly filesFolder: string
  readonly now: () => Date
}

/** The assembled program: what serves requests and what works in the background. */
export interface Program {
  readonly context: AreaContext
  readonly useCases: UseCases
  readonly router: AnyRouter
  readonly doors: readonly ((app: FastifyInstance) => Promise<void> | void)[]
  readonly jobHandlers: readonly JobHandler[]
  /** Reads what people will ask for first. */
  readAhead(stopped: AbortSignal): Promise<void>
}

/** Composition root: every area is registered here, in order, and nowhere else. */
export function createProgram(options: ProgramOptions): Program {
  const reactions = new Map<string, string[]>()
  const mailer = createMailer(options)
  const useCases = createUseCases(options.pool, options.jobs, reactions, mailer)
  const evidence: Evidence[] = []
  const laterEvidence: Evidence = async (scope, today) => {
    const facts = {}
    for (const tell of evidence) Object.assign(facts, await tell(scope, today))
    return facts
  }
  const dutyTellers: DutyTeller[] = []
  const tellDuty: DutyTeller = async (scope, given) => {
    for (const tell of dutyTellers) await tell(scope, given)
  }
  const context: AreaContext = { ...options, mailer, useCases, laterEvidence, tellDuty }
  const workspace = registerWorkspace(context)
  const areas = {
    accounts: registerAccounts(context),
    ledger: registerLedger(context),
    economics: registerEconomics(context),
    program: registerProgram(context),
    selection: registerSelection(context),
    plans: registerPlans(context),
    portfolio: registerPortfolio(context),
  }
  const registrations: AreaRegistration<object>[] = [workspace, ...Object.values(areas)]
  for (const reaction of registrations.flatMap((registration) => registration.reactions ?? [])) {
    reactions.set(reaction.topic, [...(reactions.get(reaction.topic) ?? []), reaction.queue])
  }
  evidence.push(...registrations.flatMap((registration) => registration.evidence ?? []))
  dutyTellers.push(...registrations.flatMap((registration) => registration.dutyTeller ?? []))
  const routers = Object.fromEntries(Object.entries(areas).map(([name, registration]) => [name, registration.router]))
  return {
    context,
    useCases,
    router: { ...workspace.router, ...routers } as AnyRouter,
    doors: registrations.flatMap((registration) => registration.doors ?? []),
    jobHandlers: registrations.flatMap((registration) => registration.jobHandlers ?? []),
    readAhead: async (stopped) => {
      for (const { readAhead } of registrations) await readAhead?.(stopped)
    },
  }
}

/** The HTTP server of a program, loaded only here: commands do without it. */
export async function serveProgram(
  program: Program,
  options: { readonly requestsPerMinute: number; readonly doors?: Program['doors'] },
): Promise<FastifyInstance> {
  const { config, log, authenticator, pool } = program.context
  const { createHttpServer } = await import('./platform/http/http-server.ts')
  return createHttpServer({
    config,
    log,
    authenticator,
    router: program.router,
    useCases: program.useCases,
    recordDenial: (denial) => recordDenial(pool, denial),
    doors: [...program.doors, ...(options.doors ?? [])],
    requestsPerMinute: options.requestsPerMinute,
  })
}
