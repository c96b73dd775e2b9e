/** Name of the header in which the door tells the library the caller's proven address. */
export const ADDRESS_HEADER = 'x-mainstay-address'
