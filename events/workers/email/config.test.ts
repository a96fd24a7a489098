import { describe, expect, it } from 'vitest';
import { badVariables, loadConfig } from '#kernel/config.ts';
import { emailConfig, linksOf } from './config.ts';

const complaints = (env: Record<string, string>) => badVariables(emailConfig, env).map(({ param }) => param);

describe('the settings of the e-mail worker', () => {
  it('are complete by themselves while developing; production must say who takes the mails and where links lead', () => {
    expect(complaints({})).toEqual([]);
    expect(complaints({ NODE_ENV: 'production' })).toEqual(['SMTP_HOST', 'PUBLIC_URL']);
    const production = { NODE_ENV: 'production', SMTP_HOST: 'mail.example', PUBLIC_URL: 'https://api.example' };
    expect(complaints(production)).toEqual([]);
    expect(complaints({ SHOP_URL: 'javascript:alert(1)', PUBLIC_URL: 'nowhere' })).toEqual(['SHOP_URL', 'PUBLIC_URL']);
  });

  it('say where links lead, without a slash too many', () => {
    const links = (env: Record<string, string>) => linksOf(loadConfig(emailConfig, env));

    expect(links({ PORT_BASE: '5000' })).toEqual({ shopUrl: undefined, publicUrl: 'http://localhost:5000' });
    expect(links({ SHOP_URL: 'https://shop.example/', PUBLIC_URL: 'https://api.example/v1/' })).toEqual({
      shopUrl: 'https://shop.example',
      publicUrl: 'https://api.example/v1',
    });
  });
});
