import { describe, expect, it } from 'vitest';
import { admin, adminEditor, aProduct, productsUnderTest, seller } from './productsUnderTest.ts';

const REQUEST = `mutation ($input: RequestProductImageUploadInput!) { requestProductImageUpload(input: $input) {
  __typename ... on UploadTicket { uploadUrl method expiresAt maxBytes contentTypes } ... on UserError { code param } } }`;
const SET = `mutation ($input: SetProductImagesInput!) { setProductImages(input: $input) {
  __typename ... on ProductImagesSet { product { images { id } } } ... on UserError { code param } } }`;
const REMOVE = `mutation ($input: RemoveProductImageInput!) { removeProductImage(input: $input) {
  __typename ... on ProductImageRemoved { product { images { id } } } ... on UserError { code param } } }`;
const SHOWN = 'query ($id: ID) { product(id: $id) { version images { id url alt contentType bytes } } }';

const file = (id: string) => ({ id, contentType: 'image/png', bytes: 1_000 });

async function shopWith({ images = 0, sellerId = 's1' as string | null } = {}) {
  const shop = productsUnderTest();
  const lamp = aProduct({ sellerId });
  await shop.memory.add([lamp]);
  const ids = Array.from({ length: images }, (_, place) => `i${place + 1}`);
  const granted = { editor: adminEditor, productId: lamp.id, alt: 'A lamp' };
  for (const id of ids) await shop.addImage(granted, file(id));
  const asked = async (who: typeof seller | null, mutation: string, input: object) => {
    const { data, errors } = await shop.query(who, mutation, { input: { productId: lamp.id, ...input } });
    return Object.values((data ?? {}) as Record<string, unknown>)[0] ?? errors?.[0]?.extensions;
  };
  return { ...shop, lamp, granted, asked };
}

describe('an upload of an image', () => {
  it('is granted to the seller and to admins, once for each request', async () => {
    const { asked, issued, lamp } = await shopWith();

    const ticket = await asked(seller, REQUEST, { alt: ' A lamp ' });
    await asked(admin, REQUEST, {});

    expect(ticket).toEqual({
      __typename: 'UploadTicket',
      uploadUrl: 'https://api.example/files/products/images?ticket=ticket-1',
      method: 'PUT',
      expiresAt: '2030-01-01T12:05:00.000Z',
      maxBytes: 5_242_880,
      contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    });
    expect(issued).toMatchObject([
      { subject: { productId: lamp.id, alt: 'A lamp' }, holder: { userId: 's1' } },
      { subject: { productId: lamp.id, alt: '' }, holder: { userId: 'a1' } },
    ]);
  });

  it.each([
    ['a visitor', null, { code: 'UNAUTHENTICATED' }],
    ['a customer', { userId: 'c1', roles: ['customer' as const] }, { code: 'FORBIDDEN' }],
    ['another seller', { userId: 's2', roles: ['seller' as const] }, { code: 'NOT_YOUR_PRODUCT', param: 'productId' }],
  ])('is not granted to %s', async (_who, who, refusal) => {
    const { asked, issued } = await shopWith();

    expect(await asked(who, REQUEST, {})).toMatchObject(refusal);
    expect(issued).toEqual([]);
  });

  it('needs a product, with room for it', async () => {
    const { asked } = await shopWith({ images: 10 });

    expect(await asked(seller, REQUEST, {})).toMatchObject({ code: 'TOO_MANY_IMAGES', param: 'productId' });
    expect(await asked(seller, REQUEST, { productId: 'none' })).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
  });

  it('is refused with every bad field at once', async () => {
    const { asked } = await shopWith();

    expect(await asked(seller, REQUEST, { productId: '', alt: 'two\nlines' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'productId' }, { param: 'alt' }],
    });
  });
});

describe('a file that was sent', () => {
  it('becomes the last image, without a new version, and others hear of it', async () => {
    const shop = await shopWith({ images: 2 });

    const { data } = await shop.query(null, SHOWN, { id: shop.lamp.id });

    const shown = (id: string) => ({
      id,
      url: `https://api.example/files/products/images/${id}`,
      alt: 'A lamp',
      contentType: 'image/png',
      bytes: 1_000,
    });
    expect(data).toEqual({ product: { version: 1, images: [shown('i1'), shown('i2')] } });
    expect(shop.memory.written.map(({ type }) => type)).toEqual(['ProductCreated', 'ProductUpdated', 'ProductUpdated']);
  });

  it('is refused when the product is full, somebody else’s or gone by then', async () => {
    const { addImage, granted } = await shopWith({ images: 10, sellerId: 's1' });
    const other = { userId: 's2', isAdmin: false };

    await expect(addImage(granted, file('i11'))).rejects.toMatchObject({ reason: 'TOO_MANY_IMAGES' });
    await expect(addImage({ ...granted, editor: other }, file('i11'))).rejects.toMatchObject({
      reason: 'NOT_YOUR_PRODUCT',
    });
    await expect(addImage({ ...granted, productId: 'none' }, file('i11'))).rejects.toMatchObject({
      reason: 'PRODUCT_NOT_FOUND',
    });
  });
});

describe('the images of a product', () => {
  it('are put in order by naming all of them', async () => {
    const { asked } = await shopWith({ images: 3 });
    const order = (imageIds: string[]) => asked(seller, SET, { imageIds });

    expect(await order(['i3', 'i1', 'i2'])).toMatchObject({
      product: { images: [{ id: 'i3' }, { id: 'i1' }, { id: 'i2' }] },
    });
    for (const wrong of [
      ['i1', 'i2'],
      ['i1', 'i1', 'i2'],
      ['i1', 'i2', 'i3', 'i3'],
      ['i1', 'i2', 'x'],
    ]) {
      expect(await order(wrong)).toMatchObject({ code: 'IMAGES_CHANGED', param: 'imageIds' });
    }
  });

  it('are taken away for good, as often as it is said', async () => {
    const { asked, memory } = await shopWith({ images: 2 });

    for (const _time of [1, 2]) {
      expect(await asked(seller, REMOVE, { imageId: 'i1' })).toMatchObject({ product: { images: [{ id: 'i2' }] } });
    }
    expect(memory.written).toHaveLength(4);
  });

  it('are nothing for others to touch', async () => {
    const { asked } = await shopWith({ images: 1 });
    const other = { userId: 's2', roles: ['seller' as const] };

    expect(await asked(other, REMOVE, { imageId: 'i1' })).toMatchObject({ code: 'NOT_YOUR_PRODUCT' });
    expect(await asked(other, SET, { imageIds: ['i1'] })).toMatchObject({ code: 'NOT_YOUR_PRODUCT' });
  });
});
