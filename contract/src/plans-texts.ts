import { z } from 'zod'
import { route } from './route.ts'
import { inWorkspace, moment, queryInteger, text, uuid } from './values.ts'

export const TEXT_MARKS = ['bold', 'italic', 'strike'] as const
export const TEXT_CONTAINERS = ['quote', 'bullet', 'ordered'] as const
/** How deep lists and quotes can lie in each other. */
export const TEXT_DEPTH = 8
export const TEXT_HEADINGS = 3
/** Characters of one text; about forty pages. */
export const TEXT_CHARACTERS = 100_000
export const TEXT_BLOCKS = 5_000
/** Where a link may lead. */
export const TEXT_LINK = /^(https?:\/\/|mailto:)[^\s]+$/i
const LINK_CHARACTERS = 2_000
/** Characters in base64 of what comes in one call; a longer one comes in several. */
const UPDATE_CHARACTERS = 700_000

/** Characters that are written alike; a line break inside a paragraph is a line feed. */
const textRun = z.object({
  text: z.string().min(1).max(TEXT_CHARACTERS),
  marks: z.array(z.enum(TEXT_MARKS)).max(TEXT_MARKS.length),
  /** Where it leads; null where it is no link. */
  href: z.string().max(LINK_CHARACTERS).regex(TEXT_LINK).nullable(),
})

/** A paragraph or heading, with the lists and quotes it lies in, the outermost first. */
export const textBlock = z.object({
  /** 0 for a paragraph, else the level of the heading. */
  level: z.number().int().min(0).max(TEXT_HEADINGS),
  within: z
    .array(
      z.object({
        kind: z.enum(TEXT_CONTAINERS),
        /** Which item of the list, from 1 or where the list starts; blocks of the same number are one item. 0 in a quote. */
        item: z.number().int().min(0).max(1_000_000),
      }),
    )
    .max(TEXT_DEPTH),
  runs: z.array(textRun).max(TEXT_BLOCKS),
})

/** The notes of one section: written by several at once, in the order and shape they stand in. */
export const planText = z.object({
  sectionKey: z.string(),
  blocks: z.array(textBlock),
  characters: z.number().int(),
  /** Number of the last change that was taken; 0 where nobody has written yet. */
  sequence: z.number().int(),
  updatedAt: moment.nullable(),
  updatedByName: z.string().nullable(),
})

/** The notes of all sections the reader may see and somebody has written in. */
export const textsPart = z.object({ texts: z.array(planText) })

/** What an editor needs to go on from: everything merged, in the encoding of Yjs (version 1), as base64. */
export const planTextState = planText.extend({
  /** Null where nobody has written yet. */
  state: z.string().nullable(),
  mayWrite: z.boolean(),
})

/** What came since, merged into one update; null where nothing came. */
export const planTextUpdates = z.object({ sequence: z.number().int(), update: z.string().nullable() })

export const planTextTaken = z.object({
  /** Number of the last change of the text, this one included. */
  sequence: z.number().int(),
  /** False where all of it was known already: nothing was written, nobody was told. */
  isNew: z.boolean(),
})

export type TextMark = (typeof TEXT_MARKS)[number]
export type TextRun = z.output<typeof textRun>
export type TextBlock = z.output<typeof textBlock>
export type TextContainer = TextBlock['within'][number]
export type PlanText = z.output<typeof planText>
export type TextsPart = z.output<typeof textsPart>
export type PlanTextState = z.output<typeof planTextState>
export type PlanTextUpdates = z.output<typeof planTextUpdates>
export type PlanTextTaken = z.output<typeof planTextTaken>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/texts' as const
const byPlan = inWorkspace.extend({ planId: uuid })
const bySection = byPlan.extend({ sectionKey: text(60) })

export const planTextRoutes = {
  readPlanTexts: route('plans:read')
    .route({ method: 'GET', path: base, tags, summary: 'The notes of every section of a plan, ready to read' })
    .input(byPlan)
    .output(textsPart),
  readPlanText: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/{sectionKey}`,
      tags,
      summary: 'The notes of a section with what an editor needs to write in them together with others',
    })
    .input(bySection)
    .output(planTextState),
  listPlanTextUpdates: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/{sectionKey}/updates`,
      tags,
      summary: 'What was written in the notes of a section since a number, merged into one update',
    })
    .input(bySection.extend({ since: queryInteger(0, 2_147_483_647) }))
    .output(planTextUpdates),
  appendPlanTextUpdate: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}/{sectionKey}/updates`,
      tags,
      summary: 'Write in the notes of a section; the same update again changes nothing',
    })
    .input(bySection.extend({ update: z.base64().min(4).max(UPDATE_CHARACTERS) }))
    .output(planTextTaken),
}
