import { accounts } from '../accounts/index.ts'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { ledger } from '../ledger/index.ts'
import { plans } from '../plans/index.ts'
import { portfolio } from '../portfolio/index.ts'
import { program } from '../program/index.ts'
import { selection } from '../selection/index.ts'

/** Every area of the application, in the fixed order of areas. One line adds an area. */
export const areas: readonly AreaModule[] = [accounts, ledger, program, selection, plans, portfolio]
