/** What the person at the command line did or gave wrong, in words; the program ends with code 2. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure';
}
