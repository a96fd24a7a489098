import { isAdmin, type Principal, requireSeller } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import type { Resolvers } from '../generated.ts';
import { readArrangeImages, readImageUpload, readRemoveImage } from '../imageInputs.ts';
import { IMAGE_RULES } from '../images/imageFiles.ts';

/** Pictures of products, for sellers and admins; the bytes come by HTTP. */
export const imageResolvers = {
  Mutation: {
    requestProductImageUpload: (_root, { input }, { call, images }, info) => {
      const { holder, editor } = editing(call.principal);
      const request = { ...readImageUpload(input), holder, editor };
      return outcome(info, 'UploadTicket', async () => {
        const { token, expiresAt } = await images.requestImageUpload(request);
        const { maxBytes, contentTypes } = IMAGE_RULES;
        return {
          uploadUrl: images.uploadUrlOf(token),
          method: 'PUT',
          expiresAt,
          maxBytes,
          contentTypes: [...contentTypes],
        };
      });
    },
    removeProductImage: (_root, { input }, { call, images }, info) => {
      const request = { ...readRemoveImage(input), editor: editing(call.principal).editor };
      return outcome(info, 'ProductImageRemoved', async () => ({ product: await images.removeImage(request) }));
    },
    setProductImages: (_root, { input }, { call, images }, info) => {
      const request = { ...readArrangeImages(input), editor: editing(call.principal).editor };
      return outcome(info, 'ProductImagesSet', async () => ({ product: await images.arrangeImages(request) }));
    },
  },

  ProductImage: { url: ({ id }, _args, { images }) => images.urlOf(id) },
} satisfies Resolvers;

function editing(principal: Principal) {
  const holder = requireSeller(principal);
  return { holder, editor: { userId: holder.userId, isAdmin: isAdmin(holder) } };
}
