// Package sshsig signs messages with SSH keys and verifies such signatures, in the
// form of OpenSSH (its file PROTOCOL.sshsig): what is signed here, `ssh-keygen -Y
// verify` checks without us, and what it signs is verified here.
//
//	key, err := sshsig.ParseKey("ssh-ed25519 AAAA… 主管副镇长")
//	signer, err := sshsig.LoadKey("id_ed25519", ask) // or sshsig.Agent(key)
//	line, err := sshsig.Sign(message, "gongkai-review", signer)
//	by, err := sshsig.Verify(message, line, "gongkai-review", []sshsig.Key{key})
//
// # Form
//
// A signature is a sequence of bytes. A uint32 is four of them, the highest first; a
// string is its length as a uint32, and as many bytes.
//
//	signature  = "SSHSIG" version key namespace reserved hash sig
//	version    = uint32                ; 1
//	key        = string                ; the public key, as in the second column of a .pub file
//	namespace  = string                ; what the signature is for, not empty
//	reserved   = string                ; empty
//	hash       = string                ; "sha512" or "sha256"
//	sig        = string                ; holding: algorithm value [flags counter]
//	algorithm  = string                ; "ssh-ed25519", "rsa-sha2-512", …
//	value      = string
//	flags      = byte                  ; of a hardware key only, 0x01: somebody touched it
//	counter    = uint32                ; of a hardware key only
//
// What the key has signed is "SSHSIG" namespace reserved hash and, as a string, the
// hash of the message. So a signature for one namespace is none for another.
//
// A signature is written in base64: on one line, as front matter has it, or in lines
// of 70 characters between -----BEGIN SSH SIGNATURE----- and -----END SSH
// SIGNATURE-----, as ssh-keygen has it in files. [Line] and [Armor] convert between
// the two; [Verify] takes both.
//
// # What is refused
//
// Every error about a signature, a key or an agent is an [Error]. It has a [Fault],
// by which a program can tell one from another, and one sentence in each language
// that says what was found. Beyond what does not verify, these are refused: bytes
// behind the end, a reserved part that is not empty (nothing signs it), DSA, RSA keys
// of fewer than 2,048 bits, RSA signatures with SHA-1, certificates (who issued one is
// not known here), and signatures of a hardware key that nobody touched.
//
// Keys are ed25519, ECDSA, RSA, and the first two in hardware (sk-…). A hardware key
// signs through the agent alone.
//
// The package is small so that another can take its place: nothing but it knows of SSH in
// golang.org/x/crypto, and it knows nothing of ours. The library hiddeco/sshsig could take that
// of [Verify] and [Sign] which encodes, some sixty lines; what is refused, the sentences,
// keys, files, the agent and the form on one line would all stay.
package sshsig

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"slices"

	"golang.org/x/crypto/ssh"
)

// Verify returns the one of the allowed keys that has signed a message for a
// namespace. The signature is armored or one line of base64. Any error is an [Error].
func Verify(message []byte, signature, namespace string, allowed []Key) (Key, error) {
	blob, err := decode(signature)
	if err != nil {
		return Key{}, err
	}
	s, err := parse(blob)
	if err != nil {
		return Key{}, err
	}
	if s.namespace != namespace {
		return Key{}, fail(WrongNamespace, "签名是用于“%s”的，不是用于“%s”的", "the signature is for %q, not for %q", s.namespace, namespace)
	}
	digest, err := sum(s.hash, message)
	if err != nil {
		return Key{}, err
	}
	public, err := readKey(s.key)
	if err != nil {
		return Key{}, err
	}
	by := slices.IndexFunc(allowed, func(k Key) bool { return k.blob == string(s.key) })
	if by < 0 {
		k := Key{blob: string(s.key)}
		return Key{}, fail(NotAllowed, "签名用的公钥 %s 不在允许的公钥之中", "the key %s that has signed is none of those allowed", k.Fingerprint())
	}
	if err := s.checkAlgorithm(public); err != nil {
		return Key{}, err
	}
	if err := public.Verify(signed(namespace, s.hash, digest), &s.value); err != nil {
		return Key{}, because(err, Mismatch, "签名与内容不符：签名之后内容有改动，或者签名是从别处抄来的",
			"the signature does not fit: what was signed has changed since, or it is the signature of something else")
	}
	return allowed[by], nil
}

// Sign signs a message for a namespace, and returns the signature as one line. Any
// error is an [Error].
//
// What was made is verified before it is returned: an agent that knows no SHA-2 signs
// with RSA all the same, and what it signs would be refused elsewhere.
func Sign(message []byte, namespace string, by *Signer) (string, error) {
	if namespace == "" {
		return "", fail(WrongNamespace, "没有写明签名的用途", "the namespace of a signature must not be empty")
	}
	digest := sha512.Sum512(message)
	value, err := by.signer.SignWithAlgorithm(rand.Reader, signed(namespace, hashSHA512, digest[:]), algorithm(by.signer.PublicKey().Type()))
	if err != nil {
		return "", because(err, Refused, "钥匙没有签名：%[1]v", "the key did not sign: %[1]v", err)
	}
	blob := ssh.Marshal(outer{[6]byte([]byte(magic)), version, []byte(by.key.blob), namespace, nil, hashSHA512, ssh.Marshal(*value)})
	line := encode(blob)
	if _, err := Verify(message, line, namespace, []Key{by.key}); err != nil {
		return "", err
	}
	return line, nil
}

const (
	magic   = "SSHSIG"
	version = 1

	hashSHA256 = "sha256"
	hashSHA512 = "sha512"
)

// outer is a signature as it is encoded.
type outer struct {
	Magic     [6]byte
	Version   uint32
	Key       []byte
	Namespace string
	Reserved  []byte
	Hash      string
	Value     []byte
}

// signed returns what a key signs.
func signed(namespace, hash string, digest []byte) []byte {
	return ssh.Marshal(struct {
		Magic     [6]byte
		Namespace string
		Reserved  []byte
		Hash      string
		Digest    []byte
	}{[6]byte([]byte(magic)), namespace, nil, hash, digest})
}

// sum hashes a message by the algorithm of a name.
func sum(hash string, message []byte) ([]byte, error) {
	switch hash {
	case hashSHA512:
		digest := sha512.Sum512(message)
		return digest[:], nil
	case hashSHA256:
		digest := sha256.Sum256(message)
		return digest[:], nil
	}
	return nil, fail(WrongHash, "签名用的散列算法是“%s”，只认 sha512 和 sha256", "the signature uses the hash algorithm %q; only sha512 and sha256 are taken", hash)
}

// signature is what a signature says.
type signature struct {
	key       []byte
	namespace string
	hash      string
	value     ssh.Signature
}

// parse takes a signature apart.
func parse(blob []byte) (*signature, error) {
	r := reader{rest: blob}
	if !bytes.HasPrefix(blob, []byte(magic)) {
		return nil, fail(Malformed, "这不是 SSH 签名：开头没有 SSHSIG", "this is no SSH signature: it does not begin with SSHSIG")
	}
	r.rest = r.rest[len(magic):]
	if v := r.uint32("版本号", "version"); r.err == nil && v != version {
		return nil, fail(Malformed, "签名格式的版本是 %d，只认 %d", "the version of the signature's form is %d; only %d is known", v, version)
	}
	s := &signature{key: r.string("公钥", "public key")}
	s.namespace = string(r.string("用途", "namespace"))
	reserved := r.string("保留项", "reserved part")
	s.hash = string(r.string("散列算法", "hash algorithm"))
	inner := r.string("签名值", "value")
	if err := r.end("签名", "signature"); err != nil {
		return nil, err
	}
	switch {
	case len(reserved) > 0:
		return nil, fail(Malformed, "签名的保留项不是空的", "the reserved part of the signature is not empty")
	case s.namespace == "":
		return nil, fail(Malformed, "签名没有写明用途", "the namespace of the signature is empty")
	}
	r = reader{rest: inner}
	s.value.Format = string(r.string("签名算法", "algorithm"))
	s.value.Blob = r.string("签名值", "value")
	if isHardware(s.value.Format) {
		s.value.Rest = r.rest
		r.uint8("标志", "flags")
		r.uint32("计数", "counter")
	}
	return s, r.end("签名值", "value")
}

// checkAlgorithm refuses a signature whose algorithm is weak or none of its key's.
// All kinds of keys have one algorithm, of the same name, but for RSA.
func (s *signature) checkAlgorithm(public ssh.PublicKey) error {
	kind, named := public.Type(), s.value.Format
	switch {
	case named == ssh.KeyAlgoRSA && kind == ssh.KeyAlgoRSA:
		return fail(Weak, "签名算法 ssh-rsa 用的是 SHA-1，已不安全；请用新版 OpenSSH 重新签名", "the algorithm ssh-rsa uses SHA-1, which is broken; sign again with a recent OpenSSH")
	case kind == ssh.KeyAlgoRSA && (named == ssh.KeyAlgoRSASHA256 || named == ssh.KeyAlgoRSASHA512):
	case named != kind:
		return fail(Malformed, "签名算法“%s”与公钥的类型 %s 不符", "the algorithm %q is none of a key of the type %s", named, kind)
	case isHardware(kind) && s.value.Rest[0]&touched == 0:
		return fail(NotTouched, "签名时没有人触摸硬件钥匙", "nobody touched the hardware key when it signed")
	}
	return nil
}

// touched is the flag by which a hardware key says that somebody was there.
const touched = 0x01
