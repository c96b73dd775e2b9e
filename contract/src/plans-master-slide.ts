import { z } from 'zod'
import { route } from './route.ts'
import { inWorkspace, moment } from './values.ts'

/** The largest file that is taken. */
export const MASTER_SLIDE_BYTES = 20 * 1024 * 1024

/** What decks take from the file the company gave. */
export const masterSlide = z.object({
  name: z.string(),
  /** Of what is kept of it. */
  bytes: z.number().int(),
  /** Of a slide, in inches. */
  width: z.number(),
  height: z.number(),
  layouts: z.array(z.string()),
  /** The layout of the first slide, and the one of all others. */
  titleLayout: z.string(),
  contentLayout: z.string(),
  fonts: z.object({ headings: z.string(), text: z.string() }),
  /** Six digits each; null where the theme says it otherwise. */
  colors: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  pictures: z.number().int(),
  uploadedByName: z.string(),
  uploadedAt: moment,
  version: z.number().int(),
})

const tags = ['plans']
const path = '/workspaces/{workspace}/plan-master-slide'

export const planMasterSlideRoutes = {
  readMasterSlide: route('plans:read')
    .route({ method: 'GET', path, tags, summary: 'The master slide of the company that decks are made on' })
    .input(inWorkspace)
    .output(z.object({ masterSlide: masterSlide.nullable() })),
  removeMasterSlide: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${path}/removal`, tags, summary: 'Make decks on the plain master again' })
    .input(inWorkspace)
    .output(z.object({ masterSlide: masterSlide.nullable() })),
}

export type MasterSlide = z.output<typeof masterSlide>
