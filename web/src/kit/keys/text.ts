export const text = {
  title: 'Keys',
  everywhere: 'Everywhere',
  palette: 'Search or do anything',
  thisList: 'Show these keys',
  close: 'Close',
  table: 'In tables',
  tableMove: 'Next and previous row',
  tableEnds: 'First and last row',
  tablePage: 'One screen up or down',
  tableOpen: 'Open the row',
  tableSelect: 'Select the row',
} as const
