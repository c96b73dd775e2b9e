export const text = {
  plans: 'Plans',
  parts: {
    overview: 'Overview',
    situation: 'Situation',
    goals: 'Goals',
    whiteSpace: 'White space',
    swot: 'SWOT',
    objectives: 'Objectives',
    actions: 'Actions',
    value: 'Value',
    buying: 'How they buy',
    team: 'Team',
    history: 'History',
  },
  status: { draft: 'draft', active: 'active', closed: 'closed' },
} as const
