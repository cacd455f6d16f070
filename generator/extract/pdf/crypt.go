package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// cipherKey decrypts a file that anybody can open: one that is encrypted only to say
// what may not be done with it, as offices do to keep texts from being copied. The
// password is empty then (ISO 32000-2, 7.6, the standard security handler).
type cipherKey struct {
	key              []byte
	streams, strings method
	metadata         bool // it is encrypted, too
	number           int  // of the object that says all this, which is not; 0: none
}

// method is how something is encrypted.
type method uint8

const (
	plain method = iota
	methodRC4
	methodAES128
	methodAES256
)

// cipherKey returns the key of the file, nil where there is none without a password.
func (o *objects) cipherKey() *cipherKey {
	of := o.dict(o.trailer["Encrypt"])
	if o.name(of["Filter"]) != "Standard" {
		return nil
	}
	c := &cipherKey{metadata: of["EncryptMetadata"] != false}
	if r, ok := o.trailer["Encrypt"].(ref); ok {
		c.number = int(r)
	}
	switch o.number(of["V"]) {
	case 1, 2:
		c.streams, c.strings = methodRC4, methodRC4
	case 4, 5:
		c.streams, c.strings = o.method(of, "StmF"), o.method(of, "StrF")
	default:
		return nil
	}
	if revision := o.number(of["R"]); revision >= 5 {
		c.key = o.modernKey(of, revision)
	} else {
		c.key = o.oldKey(of, revision, c.metadata)
	}
	if c.key == nil {
		return nil
	}
	return c
}

// method returns how what a key names is encrypted.
func (o *objects) method(of dict, key name) method {
	filter := o.dict(o.dict(of["CF"])[o.name(of[key])])
	switch o.name(filter["CFM"]) {
	case "V2":
		return methodRC4
	case "AESV2":
		return methodAES128
	case "AESV3":
		return methodAES256
	}
	return plain
}

// padding is what the standard makes of a password that is empty.
const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"

// oldKey returns the key by MD5 (algorithm 2), nil where the empty password does not open
// the file.
func (o *objects) oldKey(of dict, revision int, metadata bool) []byte {
	owner, _ := o.get(of["O"]).(str)
	user, _ := o.get(of["U"]).(str)
	permissions, _ := o.get(of["P"]).(float64)
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	var id str
	if list := o.array(o.trailer["ID"]); len(list) > 0 {
		id, _ = o.get(list[0]).(str)
	}
	seed := append([]byte(padding), owner[:32]...)
	seed = binary.LittleEndian.AppendUint32(seed, uint32(int64(permissions)))
	seed = append(seed, id...)
	if revision >= 4 && !metadata {
		seed = append(seed, 0xff, 0xff, 0xff, 0xff)
	}
	length := 5
	switch n := o.number(of["Length"]) / 8; {
	case revision >= 4:
		length = 16
	case revision == 3 && n >= 5:
		length = min(n, 16)
	}
	key := stretched(seed, revision, length)
	if !bytes.Equal(checkOfUser(key, id, revision), user[:16]) {
		return nil
	}
	return key
}

// stretched makes a key of so many bytes.
func stretched(seed []byte, revision, length int) []byte {
	key := md5.Sum(seed)
	if revision >= 3 {
		for range 50 {
			key = md5.Sum(key[:length])
		}
	}
	return key[:length]
}

// checkOfUser returns the first bytes of what the file keeps to tell whether a password
// is right.
func checkOfUser(key, id []byte, revision int) []byte {
	if revision < 3 {
		return crypt(key, []byte(padding))[:16]
	}
	sum := md5.Sum(append([]byte(padding), id...))
	check := sum[:]
	for i := range 20 {
		turned := bytes.Clone(key)
		for j := range turned {
			turned[j] ^= byte(i)
		}
		check = crypt(turned, check)
	}
	return check
}

// crypt en- and decrypts with RC4.
func crypt(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// modernKey returns the key of 256 bits (algorithm 2.A), nil where the empty password
// does not open the file.
func (o *objects) modernKey(of dict, revision int) []byte {
	user, _ := o.get(of["U"]).(str)
	wrapped, _ := o.get(of["UE"]).(str)
	if len(user) < 48 || len(wrapped) != 32 {
		return nil
	}
	hash := hardened
	if revision == 5 {
		hash = func(salt []byte) []byte { sum := sha256.Sum256(salt); return sum[:] }
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, len(wrapped))
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, wrapped)
	return key
}

// hardened is algorithm 2.B for an empty password: many rounds, so that guessing costs.
func hardened(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for round, last := 0, byte(0); round < 64 || int(last) > round-32; round++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, b := range e[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		case 2:
			s := sha512.Sum512(e)
			k = s[:]
		}
		last = e[len(e)-1]
	}
	return k[:32]
}

// decrypt undoes a method for what an object has.
func (c *cipherKey) decrypt(m method, data []byte, e *entry) []byte {
	if m == plain {
		return data
	}
	key := c.key
	if m != methodAES256 {
		number, generation := uint32(e.number), uint32(e.generation)
		own := append(bytes.Clone(key), byte(number), byte(number>>8), byte(number>>16), byte(generation), byte(generation>>8))
		if m == methodAES128 {
			own = append(own, "sAlT"...)
		}
		sum := md5.Sum(own)
		key = sum[:min(len(c.key)+5, len(sum))]
	}
	if m == methodRC4 {
		return crypt(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	out := bytes.Clone(data[aes.BlockSize : len(data)-len(data)%aes.BlockSize])
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(out, out)
	if n := int(out[len(out)-1]); 0 < n && n <= aes.BlockSize {
		out = out[:len(out)-n]
	}
	return out
}

// value decrypts the strings within a value.
func (c *cipherKey) value(v any, e *entry) any {
	switch v := v.(type) {
	case str:
		return str(c.decrypt(c.strings, v, e))
	case array:
		for i := range v {
			v[i] = c.value(v[i], e)
		}
	case dict:
		for key := range v {
			v[key] = c.value(v[key], e)
		}
	}
	return v
}

// stream decrypts the bytes of a stream.
func (c *cipherKey) stream(s *stream, e *entry) {
	switch {
	case s.dict["Type"] == name("XRef"), s.dict["Type"] == name("Metadata") && !c.metadata:
		return
	case s.dict["Filter"] != nil:
		if list, ok := s.dict["Filter"].(array); ok && len(list) > 0 && list[0] == name("Crypt") {
			return // by a filter of its own, which most often does nothing
		}
	}
	s.raw = c.decrypt(c.streams, s.raw, e)
}
