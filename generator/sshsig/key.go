package sshsig

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// Key is a public key that can be trusted with a signature. Two are equal where their
// comments are, too.
type Key struct {
	blob    string // as in a signature
	comment string
}

// minRSA is the size in bits below which an RSA key is weak.
const minRSA = 2048

// ParseKey reads a public key as it is on one line of a .pub file, of authorized_keys
// without options, or behind the names in allowed_signers: its type, the key, and a
// comment, which may be missing and may have blanks. Any error is an [Error].
func ParseKey(line string) (Key, error) {
	if len(line) > maxText {
		return Key{}, fail(BadKey, "公钥太长（%d 字节）", "%d bytes are too many for a public key", len(line))
	}
	line = strings.TrimSpace(line)
	if err := notAKey(line); err != nil {
		return Key{}, err
	}
	named := firstWord(line)
	rest := strings.TrimSpace(line[len(named):])
	encoded := firstWord(rest)
	blob, err := decodeBase64(encoded, BadKey, "公钥", "public key")
	if err != nil {
		return Key{}, err
	}
	public, err := readKey(blob)
	switch {
	case err != nil:
		return Key{}, err
	case public.Type() != named:
		return Key{}, fail(BadKey, "公钥前面写的是 %s，里面是 %s", "the line says %s, the key in it is of the type %s", named, public.Type())
	}
	return Key{string(blob), strings.TrimSpace(rest[len(encoded):])}, nil
}

// notAKey names what people paste in the place of a public key; nil where the line
// looks like one.
func notAKey(line string) error {
	word := firstWord(line)
	switch {
	case line == "":
		return fail(BadKey, "公钥是空的", "the public key is empty")
	case strings.Contains(line, "PRIVATE KEY-----") || strings.HasPrefix(line, puttyPrivate):
		return fail(BadKey, "这是私钥，不能给别人看；这里写公钥，就是 .pub 文件里的那一行", "this is a private key, which is for nobody's eyes; a public key is the line in a .pub file")
	case strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && unicode.IsControl(r) }):
		return fail(BadKey, "公钥要写成一行，不含控制字符", "a public key is one line without control characters")
	case strings.HasPrefix(line, "-----BEGIN") || strings.HasPrefix(line, "---- BEGIN"):
		return fail(BadKey, "这不是 OpenSSH 的公钥；用 ssh-keygen -i 转换", "this is no public key of OpenSSH; convert it with ssh-keygen -i")
	case strings.HasPrefix(line, "SHA256:"):
		return fail(BadKey, "这是公钥的指纹；这里写公钥，就是 .pub 文件里的那一行", "this is the fingerprint of a key; a public key is the line in a .pub file")
	case strings.Contains(word, "-cert-v0"):
		return certificate(word)
	case isKeyType(word):
		return nil
	case strings.HasSuffix(word, ".pub") || strings.ContainsAny(word, `/\`):
		return fail(BadKey, "“%s”是文件名；这里写那个文件里的一行", "%q is the name of a file; give the line that is in it", short(word))
	case hasKeyType(line):
		return fail(BadKey, "公钥前面的“%s”不能有；一行从类型开始，例如 ssh-ed25519", "there must be no %q before the key; a line begins with its type, such as ssh-ed25519", short(word))
	}
	return fail(BadKey, "不认识公钥的类型“%s”；一行从类型开始，例如 ssh-ed25519", "%q is no known type of key; a line begins with it, such as ssh-ed25519", short(word))
}

// hasKeyType reports whether one of the words of a line is a type of key.
func hasKeyType(line string) bool {
	for word := range strings.FieldsSeq(line) {
		if isKeyType(word) {
			return true
		}
	}
	return false
}

func certificate(kind string) *Error {
	return fail(Certificate, "这是证书（%s），不是公钥；签名和配置都只用公钥", "this is a certificate (%s); only plain keys are taken", short(kind))
}

// readKey reads a public key that can be trusted with a signature.
func readKey(blob []byte) (ssh.PublicKey, error) {
	r := reader{rest: blob}
	kind := string(r.string("类型", "type"))
	switch {
	case r.err != nil:
		return nil, fail(BadKey, "公钥不完整", "the public key is not whole")
	case strings.Contains(kind, "-cert-v0"):
		return nil, certificate(kind)
	case kind == keyAlgoDSA:
		return nil, fail(Weak, "DSA 公钥已不安全；请用 ssh-keygen -t ed25519 做一把新的", "DSA keys are not secure; make another with ssh-keygen -t ed25519")
	case !isKeyType(kind):
		return nil, fail(BadKey, "不认识公钥的类型“%s”", "%q is no known type of key", short(kind))
	}
	public, err := ssh.ParsePublicKey(blob)
	// Encoded in another way, the same key would be another to everybody who compares.
	if err != nil || !bytes.Equal(public.Marshal(), blob) {
		return nil, because(err, BadKey, "公钥不完整或被改动", "the public key is not whole, or has been changed")
	}
	return public, checkStrength(public)
}

// checkStrength refuses RSA keys that are too short. The library bounds the long ones.
func checkStrength(public ssh.PublicKey) error {
	wrapped, ok := public.(ssh.CryptoPublicKey)
	if !ok {
		return nil
	}
	if key, ok := wrapped.CryptoPublicKey().(*rsa.PublicKey); ok && (key.N.Sign() <= 0 || key.N.BitLen() < minRSA) {
		return fail(Weak, "RSA 公钥只有 %d 位，至少要 %d 位；请用 ssh-keygen -t ed25519 做一把新的",
			"the RSA key has %d bits, which must be at least %d; make another with ssh-keygen -t ed25519", key.N.BitLen(), minRSA)
	}
	return nil
}

// keyAlgoDSA is the type of DSA keys, which are known to be refused.
const keyAlgoDSA = "ssh-dss"

// isKeyType reports whether keys of a type are taken, or refused with a reason of
// their own.
func isKeyType(name string) bool {
	switch name {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoRSA, keyAlgoDSA:
		return true
	}
	return isHardware(name)
}

// isHardware reports whether a type of keys, or an algorithm, is of those that never
// leave a device.
func isHardware(name string) bool {
	return name == ssh.KeyAlgoSKED25519 || name == ssh.KeyAlgoSKECDSA256
}

// algorithm returns the one by which keys of a type sign.
func algorithm(kind string) string {
	if kind == ssh.KeyAlgoRSA {
		return ssh.KeyAlgoRSASHA512
	}
	return kind
}

// Type returns the type of the key, such as ssh-ed25519.
func (k Key) Type() string {
	r := reader{rest: []byte(k.blob)}
	return string(r.string("类型", "type"))
}

// Comment returns what stood behind the key, which often says whose it is.
func (k Key) Comment() string { return k.comment }

// Fingerprint returns the key's sum as ssh-keygen -l prints it: SHA256:….
func (k Key) Fingerprint() string {
	sum := sha256.Sum256([]byte(k.blob))
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// String returns the key as on a line of a .pub file.
func (k Key) String() string {
	return strings.TrimSpace(k.Type() + " " + encode([]byte(k.blob)) + " " + k.comment)
}
