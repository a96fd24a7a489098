import { fileTypeFromBuffer } from 'file-type';

/** PNG specification, sections 5.2 and 5.6: the signature, then a header of 13 bytes. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** What the first bytes say, such as `image/png`; undefined for what is not known. Names and headers say nothing here. */
export async function contentTypeOf(first: Buffer): Promise<string | undefined> {
  // file-type looks on for the pixels, which a large colour profile puts out of its sight.
  if (first.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  return (await fileTypeFromBuffer(first))?.mime;
}
