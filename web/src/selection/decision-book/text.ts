/** Words of the decision book. */
export const text = {
  open: 'Decision book',
  making: 'Making the PDF',
  pdf: 'To print (PDF)',
  workbook: 'Workbook (XLSX), with every judgement',
  failed: 'The PDF could not be made.',
  done: 'The decision book is ready.',
}
