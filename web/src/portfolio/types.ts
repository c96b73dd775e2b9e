import type { portfolioRoutes } from '@mainstay/contract/portfolio'
import type { z } from 'zod'

type Output<Route> = Route extends { '~orpc': { outputSchema?: infer Schema } }
  ? Schema extends z.ZodType
    ? z.infer<Schema>
    : never
  : never

export type Summary = Output<typeof portfolioRoutes.summary>
export type Concentration = Output<typeof portfolioRoutes.concentration>
export type RetentionAnswer = Output<typeof portfolioRoutes.retention>
export type LorenzAnswer = Output<typeof portfolioRoutes.lorenz>
