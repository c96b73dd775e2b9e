import type { PlanFormat } from '@mainstay/contract/plans-exports'

const formats: Record<PlanFormat, string> = {
  pptx: 'Deck (PowerPoint)',
  docx: 'Document (Word)',
  xlsx: 'Workbook (Excel)',
  pdf: 'To print (PDF)',
  md: 'Text (Markdown)',
  json: 'Whole plan, to bring back in (JSON)',
}

export const text = {
  cancel: 'Cancel',
  closeDialog: 'Close',
  menu: {
    open: 'Export',
    making: 'Making the file…',
    deck: 'Review deck, for our own people',
    choose: 'Choose what goes out…',
    whiteSpace: 'White space as a list (CSV)',
    actions: 'Actions with their status (CSV)',
    done: (name: string) => `${name} is ready.`,
    failed: 'The file was not made.',
  },
  dialog: {
    title: 'Take the plan along',
    format: 'As',
    formats,
    audience: 'For whom',
    audiences: { internal: 'Our own people', customer: 'The customer' },
    sections: 'Sections',
    noSections: 'Choose at least one section.',
    notShared: 'not for the customer',
    nothingShared:
      'No section of this plan is marked for the customer. Whether one is stands in the template of the plan.',
    jsonIsWhole: 'It holds every section that you may see, so that nothing is lost when it comes back in.',
    noMargins: 'Margins and costs are left out: you may not see them.',
    leftOutTitle: 'What the customer does not get to read',
    leftOut: [
      'sections that are not marked for them',
      'margins, costs, and key results that rest on them or on our share of their wallet',
      'what is only assumed; authors, sources, and who said what',
      'evidence and grades of SWOT items, and what they led to',
      'why we have an objective, what led to it, notes, and what was dropped',
      'why an action is blocked, its details and evidence, and the status report',
      'how we mean to reach a goal: base, growth, pipeline, white space and gap',
      'competitors, potential and chances in the white space; a cell that a competitor holds or that has lapsed reads “open”',
      'tasks of people, the tier, and the plans above and below',
    ],
    send: 'Make the file',
  },
  import: {
    title: 'Bring a plan in',
    sentence: 'A plan that was exported as JSON becomes a new draft of the account that you choose.',
    account: 'Account',
    file: 'File (JSON)',
    noFile: 'Choose a file',
    planTitle: 'Title',
    titleHint: 'Empty: the title in the file.',
    noJson: 'This file is not JSON. Choose one that was exported from a plan as JSON.',
    would: 'What would be made',
    notes: 'What will be otherwise',
    faults: (count: number) =>
      count === 1 ? 'One thing is in the way. Nothing is made.' : `${count} things are in the way. Nothing is made.`,
    found: 'There',
    send: 'Make the draft',
    done: (title: string) => `${title} is a draft now.`,
  },
} as const
