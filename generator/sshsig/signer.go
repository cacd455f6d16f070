package sshsig

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"
)

// Signer is a private key that can sign, in memory or in an agent.
type Signer struct {
	key    Key
	signer ssh.AlgorithmSigner
	conn   io.Closer // to the agent, nil without
}

// Key returns the public half of the key.
func (s *Signer) Key() Key { return s.key }

// Close ends the connection to the agent, where there is one.
func (s *Signer) Close() error {
	if s.conn == nil {
		return nil
	}
	return s.conn.Close()
}

// maxKeyFile is the longest key file that is read, in bytes. One with the largest key
// that OpenSSH makes has 12,000.
const maxKeyFile = 64 << 10

// puttyPrivate is how a key file of PuTTY begins.
const puttyPrivate = "PuTTY-User-Key-File-"

// LoadKey reads a private key from a file: in the form of OpenSSH, or as a PEM file of
// older programs. If it is encrypted, passphrase is asked, once. Without it, and where
// it was wrong, the fault is [Passphrase].
//
// The error is an [Error], that of the file system, or that of passphrase.
func LoadKey(path string, passphrase func() ([]byte, error)) (*Signer, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxKeyFile+1))
	if err != nil {
		return nil, err
	}
	if err := notAPrivateKey(path, data); err != nil {
		return nil, err
	}
	private, err := ssh.ParsePrivateKey(data)
	if locked := (*ssh.PassphraseMissingError)(nil); errors.As(err, &locked) {
		if locked.PublicKey != nil && isHardware(locked.PublicKey.Type()) {
			return nil, inHardware(path)
		}
		return unlock(path, data, passphrase)
	}
	return loaded(path, private, err)
}

// unlock reads a private key that is encrypted.
func unlock(path string, data []byte, passphrase func() ([]byte, error)) (*Signer, error) {
	if passphrase == nil {
		return nil, fail(Passphrase, "%s 里的私钥有口令", "the private key in %s has a passphrase", path)
	}
	secret, err := passphrase()
	if err != nil {
		return nil, err
	}
	defer clear(secret)
	var private ssh.Signer
	err = x509.IncorrectPasswordError
	if len(secret) > 0 { // the library takes an empty one for a damaged file
		private, err = ssh.ParsePrivateKeyWithPassphrase(data, secret)
	}
	if errors.Is(err, x509.IncorrectPasswordError) {
		return nil, because(err, Passphrase, "口令不对，打不开 %s 里的私钥", "this is not the passphrase of the private key in %s", path)
	}
	return loaded(path, private, err)
}

// loaded makes a signer of what a file gave.
func loaded(path string, private ssh.Signer, err error) (*Signer, error) {
	if err != nil {
		return nil, because(err, BadKey, "读不懂 %[1]s 里的私钥：%[2]v", "the private key in %[1]s cannot be read: %[2]v", path, err)
	}
	return newSigner(private, nil)
}

// newSigner makes a signer of a key that is strong enough.
func newSigner(private ssh.Signer, conn io.Closer) (*Signer, error) {
	blob := private.PublicKey().Marshal()
	if _, err := readKey(blob); err != nil {
		return nil, err
	}
	signer, ok := private.(ssh.AlgorithmSigner)
	if !ok {
		return nil, fail(BadKey, "这把钥匙不能签名", "this key cannot sign")
	}
	return &Signer{Key{blob: string(blob)}, signer, conn}, nil
}

// notAPrivateKey names what people give in the place of a private key file; nil where
// there is one in it.
func notAPrivateKey(path string, data []byte) error {
	text := strings.TrimSpace(string(data))
	block, _ := pem.Decode(data)
	switch {
	case len(data) > maxKeyFile:
		return fail(BadKey, "%s 太大，不是私钥文件", "%s is too large for a private key", path)
	case strings.HasPrefix(text, puttyPrivate):
		return fail(BadKey, "%s 是 PuTTY 的私钥；在 PuTTYgen 中用 Conversions → Export OpenSSH key 另存", "%s is a private key of PuTTY; save it in PuTTYgen by Conversions → Export OpenSSH key", path)
	case isKeyType(firstWord(text)), strings.HasPrefix(text, "---- BEGIN SSH2 PUBLIC KEY"), block != nil && strings.HasSuffix(block.Type, "PUBLIC KEY"):
		return fail(BadKey, "%s 是公钥；签名要用私钥，也就是名字里没有 .pub 的 %s", "%s is a public key; what signs is the private one, in the file without .pub, %s", path, strings.TrimSuffix(path, ".pub"))
	case strings.Contains(firstWord(text), "-cert-v0"):
		return certificate(firstWord(text))
	case block == nil:
		return fail(BadKey, "%s 不是私钥文件", "%s holds no private key", path)
	case block.Type == "ENCRYPTED PRIVATE KEY":
		return fail(BadKey, "%[1]s 是 PKCS#8 格式的加密私钥；先转换：ssh-keygen -p -f %[1]s", "%[1]s is an encrypted key in the form PKCS#8; convert it first: ssh-keygen -p -f %[1]s", path)
	case block.Type == "OPENSSH PRIVATE KEY" && isHardware(openSSHType(block.Bytes)):
		return inHardware(path)
	}
	return nil
}

func inHardware(path string) *Error {
	return fail(BadKey, "%[1]s 的私钥在硬件里，要经过代理签名：ssh-add %[1]s", "the key of %[1]s is in hardware and signs through the agent: ssh-add %[1]s", path)
}

// openSSHType returns the type of the key in a file of OpenSSH, which stands there in
// the clear; "" where there is none.
func openSSHType(data []byte) string {
	data, ok := bytes.CutPrefix(data, []byte("openssh-key-v1\x00"))
	r := reader{rest: data}
	for range 3 {
		r.string("", "") // the cipher, and how its key is made of the passphrase
	}
	r.uint32("", "") // how many keys
	public := reader{rest: r.string("", "")}
	kind := public.string("", "")
	if !ok || r.err != nil {
		return ""
	}
	return string(kind)
}
