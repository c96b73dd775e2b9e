import { z } from 'zod'
import { planDay } from './plans-record.ts'
import { route } from './route.ts'
import {
  currency,
  date,
  figure,
  fraction,
  inWorkspace,
  marginsOnly,
  moment,
  money,
  month,
  rowId,
  text,
  uuid,
  writtenMoney,
} from './values.ts'

export const WHITE_SPACE_CELLS_AT_ONCE = 2_000
export const WHITE_SPACE_HEADINGS = 200

export const cellState = z.enum(['owned', 'lapsed', 'competitor', 'open', 'not_needed', 'unknown'])

/** Rows are the customer's buying units, columns what we could sell them. */
export const whiteSpaceAxis = z.enum(['units', 'offerings'])

const headingCommon = {
  id: uuid,
  name: z.string(),
  position: z.number().int(),
  version: z.number().int(),
}

export const whiteSpaceUnit = z.object({
  ...headingCommon,
  /** The company of the ledger behind the unit; null for a unit that only has a name. */
  account: z.object({ id: rowId, code: z.string(), name: z.string() }).nullable(),
})

export const whiteSpaceOffering = z.object({
  ...headingCommon,
  /** The product line of the ledger; null for a problem we solve that is no line of its own. */
  productLine: z.string().nullable(),
  /** Gross margin of what we would sell: as typed, else this customer's rate of the line over the twelve months. */
  marginRate: marginsOnly(fraction),
  marginSource: z.enum(['people', 'ledger', 'none']),
})

const byBound = <Value extends z.ZodType>(value: Value) => z.object({ low: value, base: value, high: value })

export const whiteSpaceCell = z.object({
  unitId: uuid,
  offeringId: uuid,
  state: cellState,
  /** Who supplies it, what part they have, and when their contract may be renewed. */
  competitor: z.string().nullable(),
  competitorShare: fraction.nullable(),
  renewalOn: date.nullable(),
  /** What the unit spends on the offering in a year, with whomever, or would spend. */
  potential: byBound(money.nullable()),
  /** Chance that they need it, and that we win it then. */
  needProbability: fraction.nullable(),
  winProbability: fraction.nullable(),
  source: z.string(),
  note: z.string(),
  /** Who says so: people, or the ledger by a fill that nobody has written over. */
  writtenBy: z.enum(['people', 'ledger']),
  authorName: z.string(),
  updatedAt: moment,
  version: z.number().int(),
  /** Objectives, actions and opportunities (entries of the pipeline) that this cell led to. */
  led: z.array(z.object({ kind: z.enum(['objective', 'action', 'bridge_entry']), id: uuid })),
})

/** What the ledger sold of an offering to a unit, each company counted for the nearest unit above it. */
export const whiteSpaceSale = z.object({
  unitId: uuid,
  offeringId: uuid,
  /** Net revenue of the twelve months; null where an exchange rate is missing. */
  netRevenue: money.nullable(),
  lastMonth: month,
  /** Day of the last invoice of what was bought before the twelve months, however long ago; null of what still is. */
  lastInvoiceOn: date.nullable(),
})

export const whiteSpaceTotals = z.object({
  owned: z.number().int(),
  lapsed: z.number().int(),
  competitor: z.number().int(),
  open: z.number().int(),
  notNeeded: z.number().int(),
  unknown: z.number().int(),
  /** Owned of owned, lapsed, competitor and open. */
  penetration: figure(fraction),
  /** The same by base potential, over the cells that have one. */
  weightedPenetration: figure(fraction),
  /** Cells with potential and with sales that the ledger can tell: what share of wallet is about. */
  walletCells: z.number().int(),
  wallet: byBound(money.nullable()),
  ours: figure(money),
  shareOfWallet: byBound(figure(fraction)),
  /** Potential of what is not ours, times both chances; and times margin. */
  expectedRevenue: figure(money),
  expectedMargin: marginsOnly(figure(money)),
  /** White cells left out of it, because potential or a chance is missing. */
  withoutExpectation: z.number().int(),
})

const ofHeading = z.object({ id: uuid, totals: whiteSpaceTotals })

export const whiteSpacePart = z.object({
  currency,
  /** The twelve months that sales are of; null without a ledger. */
  ledger: z.object({ from: month, to: month }).nullable(),
  units: z.array(whiteSpaceUnit),
  offerings: z.array(whiteSpaceOffering),
  /** Only cells that somebody has written; the others are unknown. */
  cells: z.array(whiteSpaceCell),
  sales: z.array(whiteSpaceSale),
  totals: whiteSpaceTotals,
  byUnit: z.array(ofHeading),
  byOffering: z.array(ofHeading),
  /** With the plans below; a cell that a plan below keeps too is counted there alone. Null without plans below. */
  withPlansBelow: whiteSpaceTotals.nullable(),
})

export type WhiteSpacePart = z.output<typeof whiteSpacePart>
export type WhiteSpaceTotals = z.output<typeof whiteSpaceTotals>
export type WhiteSpaceCell = z.output<typeof whiteSpaceCell>
export type WhiteSpaceUnit = z.output<typeof whiteSpaceUnit>
export type WhiteSpaceOffering = z.output<typeof whiteSpaceOffering>
export type WhiteSpaceSale = z.output<typeof whiteSpaceSale>
export type WhiteSpaceAxis = z.output<typeof whiteSpaceAxis>
export type CellState = z.output<typeof cellState>

const probability = z.number().min(0).max(1)

/** A missing field is left as it is, null clears it. */
export const cellWish = z.object({
  unitId: uuid,
  offeringId: uuid,
  /** The version seen; 0 where nobody had written the cell. */
  version: z.number().int().min(0),
  state: cellState.optional(),
  competitor: text(200).nullable().optional(),
  competitorShare: probability.nullable().optional(),
  renewalOn: planDay.nullable().optional(),
  potential: byBound(writtenMoney.nullable()).optional(),
  needProbability: probability.nullable().optional(),
  winProbability: probability.nullable().optional(),
  source: text(500, 0).optional(),
  note: text(2_000, 0).optional(),
})
export type CellWish = z.output<typeof cellWish>

/** What a change did to the grid, and the way back. */
export const whiteSpaceChange = z.object({
  changeId: uuid,
  /** The cells as they are now; those that are empty again are named in `emptied`. */
  cells: z.array(whiteSpaceCell),
  emptied: z.array(z.object({ unitId: uuid, offeringId: uuid })),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/white-space' as const
const inPlan = inWorkspace.extend({ planId: uuid })

export const planWhiteSpaceRoutes = {
  readWhiteSpace: route('plans:read')
    .route({
      method: 'GET',
      path: base,
      tags,
      summary: 'What the customer’s units buy from us, from others, or not at all',
    })
    .input(inPlan)
    .output(whiteSpacePart),
  setWhiteSpaceCells: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}-cells`,
      tags,
      summary: 'Write cells, one or many, all or none; each with the version seen',
    })
    .input(inPlan.extend({ cells: z.array(cellWish).min(1).max(WHITE_SPACE_CELLS_AT_ONCE) }))
    .output(whiteSpaceChange),
  pasteWhiteSpaceCells: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}-paste`,
      tags,
      summary: 'Write a block out of a spreadsheet, all or none, with what is wrong by row and column',
    })
    .input(
      inPlan.extend({
        /** Texts row by row. With headings, the first row names offerings and the first column units. */
        rows: z
          .array(z.array(z.string().max(1_000)).max(WHITE_SPACE_HEADINGS + 1))
          .min(1)
          .max(WHITE_SPACE_HEADINGS + 1),
        /** The cell in the upper left corner of a block without headings. */
        start: z.object({ unitId: uuid, offeringId: uuid }).nullable(),
        /** Versions seen, of the cells that somebody had written. */
        seen: z
          .array(z.object({ unitId: uuid, offeringId: uuid, version: z.number().int().min(1) }))
          .max(WHITE_SPACE_HEADINGS * WHITE_SPACE_HEADINGS),
      }),
    )
    .output(whiteSpaceChange),
  fillWhiteSpace: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}-fill`,
      tags,
      summary: 'Fill from the ledger: owned where we sold in the last twelve months, lapsed where we sold before',
    })
    .input(
      inPlan.extend({
        /** What people wrote stays unless asked otherwise. */
        overwrite: z.enum(['nothing_of_people', 'state_of_people']).default('nothing_of_people'),
      }),
    )
    .output(
      whiteSpaceChange.extend({
        /** Null where there was nothing to change. */
        changeId: uuid.nullable(),
        owned: z.number().int(),
        lapsed: z.number().int(),
        /** Cells of people that the ledger would call otherwise, left as they are. */
        kept: z.array(z.object({ unitId: uuid, offeringId: uuid, ledgerState: cellState })),
        /** Units without a company and offerings without a product line: the ledger says nothing about them. */
        unitsWithoutCompany: z.number().int(),
        offeringsWithoutLine: z.number().int(),
      }),
    ),
  undoWhiteSpaceChange: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}-changes/{id}/undo`,
      tags,
      summary: 'Take back a change of cells, unless one of them has been written since',
    })
    .input(inPlan.extend({ id: uuid }))
    .output(whiteSpaceChange),
}
