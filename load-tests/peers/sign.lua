-- The peer nginx+Lua of 02-signing-proxies: signs what goes to Alipay+ and verifies its answer with
-- OpenSSL's EVP, called by LuaJIT's FFI; the keys are read once, when nginx starts.
local ffi = require "ffi"

ffi.cdef [[
void *BIO_new_mem_buf(const void *buf, int len);
int BIO_free(void *a);
void *PEM_read_bio_PrivateKey(void *bp, void **x, void *cb, void *u);
void *PEM_read_bio_PUBKEY(void *bp, void **x, void *cb, void *u);
void *EVP_MD_fetch(void *ctx, const char *algorithm, const char *properties);
void *EVP_MD_CTX_new(void);
int EVP_DigestSignInit(void *ctx, void **pctx, const void *type, void *e, void *pkey);
int EVP_DigestSign(void *ctx, unsigned char *sig, size_t *siglen, const unsigned char *tbs, size_t tbslen);
int EVP_DigestVerifyInit(void *ctx, void **pctx, const void *type, void *e, void *pkey);
int EVP_DigestVerify(void *ctx, const unsigned char *sig, size_t siglen, const unsigned char *tbs, size_t tbslen);
]]

local crypto = ffi.load("libcrypto.so.3")
local sha256 = crypto.EVP_MD_fetch(nil, "SHA256", nil)
local signing = crypto.EVP_MD_CTX_new()
local verifying = crypto.EVP_MD_CTX_new()
local signature = ffi.new("unsigned char[512]")
local length = ffi.new("size_t[1]")

local function key(file, read)
  local pem = assert(io.open(file)):read("*a")
  local bio = crypto.BIO_new_mem_buf(pem, #pem)
  local found = read(bio, nil, nil, nil)
  crypto.BIO_free(bio)
  assert(found ~= nil, file .. ": no key")
  return found
end

local keys = os.getenv("PEER_KEYS")
local client = os.getenv("PEER_CLIENT")
local private = key(keys .. "/partner.pem", crypto.PEM_read_bio_PrivateKey)
local public = key(keys .. "/alipayplus-public.pem", crypto.PEM_read_bio_PUBKEY)

local function content(path, time, body)
  return "POST " .. path .. "\n" .. client .. "." .. time .. "." .. body
end

local function sign(text)
  length[0] = 512
  assert(crypto.EVP_DigestSignInit(signing, nil, sha256, nil, private) == 1)
  assert(crypto.EVP_DigestSign(signing, signature, length, text, #text) == 1)
  return ffi.string(signature, length[0])
end

local function is_signed(text, signed)
  assert(crypto.EVP_DigestVerifyInit(verifying, nil, sha256, nil, public) == 1)
  return crypto.EVP_DigestVerify(verifying, signed, #signed, text, #text) == 1
end

local second, stamp

local function now()
  if second ~= ngx.time() then
    second = ngx.time()
    stamp = os.date("!%Y-%m-%dT%H:%M:%SZ", second)
  end
  return stamp
end

local function is_trusted(path, answer)
  local time = answer.header["Response-Time"]
  local encoded = (answer.header["Signature"] or ""):match("signature=([^,]+)")
  local signed = encoded and ngx.decode_base64(ngx.unescape_uri(encoded))
  return time and signed and is_signed(content(path, time, answer.body), signed)
end

local function proxy()
  ngx.req.read_body()
  local path, time, body = ngx.var.uri, now(), ngx.req.get_body_data() or ""
  ngx.req.set_header("Client-Id", client)
  ngx.req.set_header("Request-Time", time)
  ngx.req.set_header("Signature",
    "algorithm=RSA256,keyVersion=1,signature=" .. ngx.escape_uri(ngx.encode_base64(sign(content(path, time, body)))))
  local answer = ngx.location.capture("/upstream" .. path, { method = ngx.HTTP_POST, body = body })
  if not is_trusted(path, answer) then
    return ngx.exit(502)
  end
  ngx.status = answer.status
  ngx.header["Content-Type"] = answer.header["Content-Type"]
  ngx.header["Content-Length"] = #answer.body
  ngx.print(answer.body)
end

return { proxy = proxy }
