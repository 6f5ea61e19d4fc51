// The peer nginx+njs of 02-signing-proxies: signs what goes to Alipay+ and verifies its answer with
// njs' WebCrypto. njs keeps nothing from one request to the next, so a key is imported for each.
// For the same reason the keys stand here and not in files: signing_njs writes them over the @words@.
const client = '@CLIENT@';
const algorithm = {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'};
const privateKey = Buffer.from('@PRIVATE@', 'base64');
const publicKey = Buffer.from('@PUBLIC@', 'base64');

function content(path, time, body) {
    return Buffer.from('POST ' + path + '\n' + client + '.' + time + '.' + body);
}

async function sign(text) {
    const key = await crypto.subtle.importKey('pkcs8', privateKey, algorithm, false, ['sign']);
    const signed = await crypto.subtle.sign(algorithm, key, text);
    return 'algorithm=RSA256,keyVersion=1,signature='
        + encodeURIComponent(Buffer.from(signed).toString('base64'));
}

async function isTrusted(path, answer) {
    const found = /signature=([^,]+)/.exec(answer.headersOut['Signature'] || '');
    const time = answer.headersOut['Response-Time'];
    if (!found || !time) {
        return false;
    }
    const key = await crypto.subtle.importKey('spki', publicKey, algorithm, false, ['verify']);
    const signed = Buffer.from(decodeURIComponent(found[1]), 'base64');
    return crypto.subtle.verify(algorithm, key, signed, content(path, time, answer.responseText));
}

async function proxy(r) {
    const body = r.requestText || '';
    const time = new Date().toISOString().replace(/\.\d+/, '');
    r.variables.time = time;
    const signature = await sign(content(r.uri, time, body));
    r.variables.signature = signature;
    const answer = await r.subrequest('/upstream' + r.uri, {method: 'POST', body: body});
    const trusted = await isTrusted(r.uri, answer);
    if (!trusted) {
        r.return(502);
        return;
    }
    r.headersOut['Content-Type'] = answer.headersOut['Content-Type'];
    r.return(answer.status, answer.responseText);
}

export default {proxy};
