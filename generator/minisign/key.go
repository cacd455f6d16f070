package minisign

import (
	"bytes"
	"crypto/ed25519"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"io"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/scrypt"
)

const (
	kdfScrypt = "Sc"
	kdfNone   = "\x00\x00"
	checkAlg  = "B2"

	saltSize  = 32
	boxSize   = idSize + ed25519.PrivateKeySize + blake2b.Size256
	headSize  = 2 + 2 + 2
	limitSize = 8

	// What making the key of a passphrase costs here: 64 MB and 0.15 s. minisign itself
	// takes a gigabyte, which the machines of offices may not have; it reads from the
	// file how much was taken.
	opsLimit = 1 << 21
	memLimit = 1 << 26
	// maxMem is what a file may ask for, as minisign's own do.
	maxMem = 1 << 30
	maxOps = 1 << 26
)

// PrivateKey is what signs. It is a [Signer].
type PrivateKey struct {
	id  [idSize]byte
	key ed25519.PrivateKey
}

// GenerateKey makes a key of random bytes.
func GenerateKey(random io.Reader) (PrivateKey, error) {
	var k PrivateKey
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, k.id[:]); err != nil {
		return k, err
	}
	if _, err := io.ReadFull(random, seed); err != nil {
		return k, err
	}
	k.key = ed25519.NewKeyFromSeed(seed)
	return k, nil
}

// Public returns the public key.
func (k PrivateKey) Public() PublicKey {
	p := PublicKey{id: k.id}
	copy(p.key[:], k.key[ed25519.SeedSize:])
	return p
}

// Sign signs a message with Ed25519. See [Sign] for a signature of minisign.
func (k PrivateKey) Sign(message []byte) ([]byte, error) {
	return ed25519.Sign(k.key, message), nil
}

// check is the sum by which a wrong passphrase is known.
func (k PrivateKey) check() [blake2b.Size256]byte {
	return blake2b.Sum256(append(append([]byte(algKey), k.id[:]...), k.key...))
}

// Seal returns the text of a key file, encrypted with a passphrase.
func (k PrivateKey) Seal(passphrase []byte, random io.Reader) ([]byte, error) {
	return k.seal(passphrase, random, opsLimit, memLimit)
}

// seal is Seal where guessing a passphrase costs as much as is said.
func (k PrivateKey) seal(passphrase []byte, random io.Reader, ops, mem uint64) ([]byte, error) {
	if len(passphrase) == 0 {
		return nil, fail("口令是空的", "the passphrase is empty")
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, err
	}
	check := k.check()
	box := append(append(append([]byte(nil), k.id[:]...), k.key...), check[:]...)
	if err := mask(box, passphrase, salt, ops, mem); err != nil {
		return nil, err
	}
	data := append([]byte(algKey+kdfScrypt+checkAlg), salt...)
	data = binary.LittleEndian.AppendUint64(data, ops)
	data = binary.LittleEndian.AppendUint64(data, mem)
	data = append(data, box...)
	return []byte(untrustedPrefix + "minisign encrypted secret key\n" + base64.StdEncoding.EncodeToString(data) + "\n"), nil
}

// Encrypted reports whether the text of a key file wants a passphrase.
func Encrypted(file []byte) (bool, error) {
	data, err := parseSecret(file)
	return err == nil && string(data[2:4]) == kdfScrypt, err
}

// OpenKey reads the text of a key file. The passphrase counts for nothing where the file
// is not encrypted.
func OpenKey(file, passphrase []byte) (PrivateKey, error) {
	var k PrivateKey
	data, err := parseSecret(file)
	if err != nil {
		return k, err
	}
	salt, rest := data[headSize:headSize+saltSize], data[headSize+saltSize:]
	box := bytes.Clone(rest[2*limitSize:])
	encrypted := string(data[2:4]) == kdfScrypt
	if encrypted {
		ops, mem := binary.LittleEndian.Uint64(rest), binary.LittleEndian.Uint64(rest[limitSize:])
		if err := mask(box, passphrase, salt, ops, mem); err != nil {
			return k, err
		}
	}
	copy(k.id[:], box)
	k.key = ed25519.PrivateKey(box[idSize : idSize+ed25519.PrivateKeySize])
	check, written := k.check(), box[idSize+ed25519.PrivateKeySize:]
	switch {
	case subtle.ConstantTimeCompare(check[:], written) == 1:
	case !encrypted && len(bytes.Trim(written, "\x00")) == 0: // as minisign -G -W leaves it
	case encrypted:
		return PrivateKey{}, fail("口令不对，或者密钥文件损坏", "the passphrase is wrong, or the key file is damaged")
	default:
		return PrivateKey{}, fail("密钥文件损坏", "the key file is damaged")
	}
	if !bytes.Equal(ed25519.NewKeyFromSeed(k.key.Seed()), k.key) {
		return PrivateKey{}, fail("密钥文件里的公钥和私钥不是一对", "the two halves of the key are no pair")
	}
	return k, nil
}

// parseSecret returns the bytes of a key file, of the right size and of algorithms that
// are known.
func parseSecret(file []byte) ([]byte, error) {
	lines, err := textLines(string(file), untrustedPrefix, "")
	if err != nil {
		return nil, err
	}
	data, err := decode(lines[1], headSize+saltSize+2*limitSize+boxSize, "私钥", "secret key")
	if err != nil {
		return nil, err
	}
	kdf := string(data[2:4])
	if string(data[:2]) != algKey || kdf != kdfScrypt && kdf != kdfNone || string(data[4:6]) != checkAlg {
		return nil, fail("私钥的算法是 %q，不认识", "the algorithms of the secret key, %q, are not known", data[:headSize])
	}
	return data, nil
}

// mask encrypts or decrypts a box.
func mask(box, passphrase, salt []byte, ops, mem uint64) error {
	n, r, p := costs(ops, mem)
	if n == 0 {
		return fail("密钥文件要求的内存或时间太多", "the key file asks for too much memory or time")
	}
	stream, err := scrypt.Key(passphrase, salt, n, r, p, len(box))
	if err != nil {
		return fail("密钥文件的参数不能用：%[1]v", "the parameters of the key file cannot be used: %[1]v", err)
	}
	subtle.XORBytes(box, box, stream)
	return nil
}

// costs returns the parameters of scrypt for two limits as libsodium picks them; all are
// zero where that is more than a file may ask for.
func costs(ops, mem uint64) (n, r, p int) {
	const blocks, smallest = 8, 1 << 15
	if ops > maxOps || mem > maxMem {
		return 0, 0, 0
	}
	ops = max(ops, smallest)
	half := func(most uint64) (n uint64) { // the lowest power of two beyond the half of it
		for n = 2; n <= most/2; n *= 2 {
		}
		return n
	}
	if ops < mem/32 {
		return int(half(ops / (4 * blocks))), blocks, 1
	}
	wide := half(mem / (128 * blocks))
	return int(wide), blocks, int(max(ops/4/wide/blocks, 1))
}
