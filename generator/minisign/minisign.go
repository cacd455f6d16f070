// Package minisign signs files with Ed25519 and verifies such signatures, in the form
// of minisign: what is signed here, `minisign -V` checks without us, and what it signs
// is verified here.
//
//	key, err := minisign.GenerateKey(rand.Reader)
//	file, err := key.Seal(passphrase, rand.Reader)       // and later minisign.OpenKey(file, passphrase)
//	sig, err := minisign.Sign(message, key.Public(), key, "2026-12-01")
//	trusted, err := minisign.Verify(message, sig, public) // "2026-12-01"
//
// # Forms
//
// All three files are lines of text, the odd ones for people and the even ones base64.
// Numbers have their lowest byte first.
//
//	public    = "untrusted comment: " text LF base64(point) LF
//	point     = "Ed" id[8] key[32]
//	signature = "untrusted comment: " text LF base64(alg id[8] sig[64]) LF
//	            "trusted comment: " trusted LF base64(global[64]) LF
//	alg       = "ED"             ; sig is of the BLAKE2b-512 of the message
//	          | "Ed"             ; of the message itself; verified, and not made any more
//	global    = what the key signs of sig and the bytes of the trusted comment
//	secret    = "untrusted comment: " text LF
//	            base64("Ed" kdf "B2" salt[32] ops[8] mem[8] box[104]) LF
//	kdf       = "Sc"             ; box is what follows, xor scrypt of the passphrase
//	          | 0 0              ; box is in the clear
//	box       = id[8] key[64] check[32]
//	check     = BLAKE2b-256 of "Ed" id key; where the box is in the clear, zeros will do
//
// The trusted comment is signed, the untrusted one is not. The id says which of several
// keys is meant, and proves nothing: whoever likes can make a key with any id. So keys
// are compared as a whole, and [PublicKey.String] is what an office makes known.
//
// # What is refused
//
// Every error is an [Error], with one sentence in each language. Beyond what does not
// verify, these are refused: text around the four lines, base64 in a second spelling,
// comments with line ends, and key files that want more than a gigabyte of memory.
//
// The library aead.dev/minisign signs with keys that it holds itself, and not by a program
// that keeps one; it takes a gigabyte of memory for each passphrase, and any spelling of
// base64. Around it most of this would have to stay, so this stands alone.
//
// minisign knows nothing of what is signed, and where keys are kept.
package minisign

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/blake2b"
)

const (
	untrustedPrefix = "untrusted comment: "
	trustedPrefix   = "trusted comment: "

	algKey    = "Ed" // of a key, and of a signature of the message itself
	algHashed = "ED"

	idSize = 8
	// maxText is the longest key or signature that is looked at, in bytes.
	maxText = 16 << 10
)

// Error is what is wrong with a key or a signature.
type Error struct {
	// ZH and EN are one sentence that says what was found, without a full stop.
	ZH, EN string
}

func (e *Error) Error() string { return e.EN }

// fail makes an error of two formats that take the same arguments.
func fail(zh, en string, args ...any) *Error {
	return &Error{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// PublicKey is what signatures are verified with. Keys can be compared with ==.
type PublicKey struct {
	id  [idSize]byte
	key [ed25519.PublicKeySize]byte
}

// NewPublicKey makes a public key of the 32 bytes of one of Ed25519, for a key that is
// kept by another program. Its id is taken from its bytes.
func NewPublicKey(key ed25519.PublicKey) (PublicKey, error) {
	var k PublicKey
	if len(key) != len(k.key) {
		return k, fail("公钥应是 %d 字节，这里是 %d 字节", "a public key has %d bytes, not %d", len(k.key), len(key))
	}
	copy(k.key[:], key)
	sum := blake2b.Sum256(key)
	copy(k.id[:], sum[:])
	return k, nil
}

// ParsePublicKey reads a public key: its file, or the line of base64 alone.
func ParsePublicKey(text string) (PublicKey, error) {
	var k PublicKey
	line := strings.TrimSpace(text)
	if strings.HasPrefix(line, untrustedPrefix) {
		lines, err := textLines(line, untrustedPrefix, "")
		if err != nil {
			return k, err
		}
		line = lines[1]
	}
	data, err := decode(line, len(algKey)+len(k.id)+len(k.key), "公钥", "public key")
	if err != nil {
		return k, err
	}
	if string(data[:2]) != algKey {
		return k, fail("公钥的算法是 %q，只认 %q", "the algorithm of the public key is %q; only %q is known", data[:2], algKey)
	}
	copy(k.id[:], data[2:])
	copy(k.key[:], data[2+len(k.id):])
	return k, nil
}

// String returns the key as one line of base64, which begins with RW.
func (k PublicKey) String() string {
	return base64.StdEncoding.EncodeToString(append(append([]byte(algKey), k.id[:]...), k.key[:]...))
}

// ID returns the id of the key, as minisign prints it.
func (k PublicKey) ID() string { return fmt.Sprintf("%016X", binary.LittleEndian.Uint64(k.id[:])) }

// File returns the key as the text of a .pub file.
func (k PublicKey) File() []byte {
	return []byte(untrustedPrefix + "minisign public key " + k.ID() + "\n" + k.String() + "\n")
}

// Ed25519 returns the bytes of the key.
func (k PublicKey) Ed25519() ed25519.PublicKey { return ed25519.PublicKey(k.key[:]) }

// Signer signs a message with Ed25519, wherever the key is kept.
type Signer interface {
	Sign(message []byte) ([]byte, error)
}

// Sign signs a message, with a comment that is signed, too. What was made is verified
// before it is returned: a program that keeps the key may have another than it says.
func Sign(message []byte, key PublicKey, by Signer, trusted string) ([]byte, error) {
	if strings.ContainsAny(trusted, "\r\n") || !utf8.ValidString(trusted) || strings.TrimSpace(trusted) != trusted {
		return nil, fail("签名里的说明要写在一行里：%q", "the comment of a signature is one line: %q", trusted)
	}
	hash := blake2b.Sum512(message)
	sig, err := by.Sign(hash[:])
	if err != nil {
		return nil, err
	}
	global, err := by.Sign(append(bytes.Clone(sig), trusted...))
	if err != nil {
		return nil, err
	}
	encode := base64.StdEncoding.EncodeToString
	outer := append(append([]byte(algHashed), key.id[:]...), sig...)
	file := []byte(untrustedPrefix + "signature of key " + key.ID() + "\n" + encode(outer) + "\n" +
		trustedPrefix + trusted + "\n" + encode(global) + "\n")
	_, err = Verify(message, file, key)
	return file, err
}

// Verify verifies the signature of a message by a key, and returns the trusted comment.
func Verify(message, signature []byte, key PublicKey) (trusted string, err error) {
	s, err := parseSignature(string(signature))
	if err != nil {
		return "", err
	}
	if s.id != key.id {
		return "", fail("签名用的是另一把钥匙（%s），不是 %s", "the signature is by another key, %s, not %s", PublicKey{id: s.id}.ID(), key.ID())
	}
	if s.hashed {
		hash := blake2b.Sum512(message)
		message = hash[:]
	}
	if !ed25519.Verify(key.Ed25519(), message, s.sig) {
		return "", fail("签名与内容不符：签名之后内容有改动，或者不是这把钥匙签的", "the signature does not fit: what was signed has changed since, or another key has signed it")
	}
	if !ed25519.Verify(key.Ed25519(), append(bytes.Clone(s.sig), s.trusted...), s.global) {
		return "", fail("签名里的说明被改过", "the trusted comment of the signature was changed")
	}
	return s.trusted, nil
}

// signature is what a signature says.
type signature struct {
	hashed      bool
	id          [idSize]byte
	sig, global []byte
	trusted     string
}

func parseSignature(text string) (*signature, error) {
	lines, err := textLines(text, untrustedPrefix, "", trustedPrefix, "")
	if err != nil {
		return nil, err
	}
	data, err := decode(lines[1], 2+idSize+ed25519.SignatureSize, "签名", "signature")
	if err != nil {
		return nil, err
	}
	s := &signature{sig: data[2+idSize:], trusted: lines[2]}
	copy(s.id[:], data[2:])
	switch string(data[:2]) {
	case algHashed:
		s.hashed = true
	case algKey:
	default:
		return nil, fail("签名的算法是 %q，只认 %q 和 %q", "the algorithm of the signature is %q; only %q and %q are known", data[:2], algHashed, algKey)
	}
	s.global, err = decode(lines[3], ed25519.SignatureSize, "对说明的签名", "signature of the comment")
	return s, err
}

// textLines takes a text into lines, each of which has the prefix that is given, and
// returns them without. There must be as many as prefixes; line ends of Windows, and one
// that is missing at the end, count for nothing.
func textLines(text string, prefixes ...string) ([]string, error) {
	if len(text) > maxText {
		return nil, fail("太长（%d 字节），不是密钥或签名", "%d bytes are too many for a key or a signature", len(text))
	}
	if !utf8.ValidString(text) {
		return nil, fail("不是 UTF-8 文字", "this is no text in UTF-8")
	}
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	lines := strings.Split(text, "\n")
	if len(lines) != len(prefixes) {
		return nil, fail("应有 %d 行，这里有 %d 行", "there must be %d lines, not %d", len(prefixes), len(lines))
	}
	for i, prefix := range prefixes {
		rest, ok := strings.CutPrefix(lines[i], prefix)
		if !ok {
			return nil, fail("第 %d 行应以 %q 开头", "line %d must begin with %q", i+1, prefix)
		}
		lines[i] = rest
	}
	return lines, nil
}

// decode decodes base64 of a given size, in one spelling only.
func decode(text string, size int, zh, en string) ([]byte, error) {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, fail("%[1]s不是完整的 base64", "the base64 of the %[2]s is damaged", zh, en)
	}
	if len(data) != size {
		return nil, fail("%[1]s应是 %[3]d 字节，这里是 %[4]d 字节", "the %[2]s has %[4]d bytes, not %[3]d", zh, en, size, len(data))
	}
	return data, nil
}
