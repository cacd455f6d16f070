package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEmptyPassword: a file that is encrypted only to forbid something is read.
func TestEmptyPassword(t *testing.T) {
	owner := strings.Repeat("ab", 32)
	const id = "0123456789abcdef"
	for _, c := range []struct {
		name, of string
		revision int
		method   method
	}{
		{"RC4 of 40 bits", "/V 1/R 2", 2, methodRC4},
		{"RC4 of 128 bits", "/V 2/R 3/Length 128", 3, methodRC4},
		{"AES of 128 bits", "/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2>>>>/StmF/StdCF/StrF/StdCF", 4, methodAES128},
		{"AES of 256 bits", "/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF", 6, methodAES256},
		{"AES of 256 bits, the first edition", "/V 5/R 5/Length 256/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF", 5, methodAES256},
	} {
		t.Run(c.name, func(t *testing.T) {
			user, wrapped := make([]byte, 48), make([]byte, 32)
			key := bytes.Repeat([]byte{7}, 32)
			if c.revision >= 5 {
				user, wrapped = modernUser(t, c.revision, key)
			} else {
				// As written in the standard, step by step.
				seed := padding + string(unhex([]byte(owner))) + "\xfc\xff\xff\xff" + string(unhex([]byte(id)))
				key = stretched([]byte(seed), c.revision, map[int]int{2: 5, 3: 16, 4: 16}[c.revision])
				copy(user, checkOfUser(key, unhex([]byte(id)), c.revision))
			}
			encrypt := fmt.Sprintf("<</Filter/Standard%s/P -4/O<%s>/U<%x>/UE<%x>>>", c.of, owner, user, wrapped)
			content := seal(t, c.method, key, []byte("BT /F 10 Tf (13800138000) Tj ET"), 4)
			author := seal(t, c.method, key, []byte("writer"), 7)
			data := update(nil, "/Encrypt 6 0 R/ID[<"+id+">]", catalog, tree, onePage, packed("", string(content)), latin, encrypt, "<</Author<"+hex.EncodeToString(author)+">>>")
			texts, unread := read(t, data)
			if !slices.Equal(texts, []string{"第 1 页: 13800138000", "文档属性 作者*: writer"}) || unread != nil {
				t.Errorf("%q %q", texts, unread)
			}
			damaged := bytes.Replace(data, []byte("/U<"), []byte("/U<00"), 1)
			if texts, unread := read(t, damaged); len(texts) > 0 || !slices.Equal(unread, []string{fmt.Sprint(uint8(Encrypted), " []")}) {
				t.Errorf("with another password: %q %q", texts, unread)
			}
		})
	}
}

// modernUser returns what a file keeps for the empty password, and its key, wrapped.
func modernUser(t *testing.T, revision int, key []byte) (user, wrapped []byte) {
	t.Helper()
	hash := hardened
	if revision == 5 {
		hash = func(salt []byte) []byte { sum := sha256.Sum256(salt); return sum[:] }
	}
	check, salt := []byte("checking"), []byte("wrapping")
	block, err := aes.NewCipher(hash(salt))
	if err != nil {
		t.Fatal(err)
	}
	wrapped = make([]byte, 32)
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(wrapped, key)
	return slices.Concat(hash(check), check, salt), wrapped
}

// seal encrypts for an object as the standard says.
func seal(t *testing.T, m method, key, data []byte, number byte) []byte {
	t.Helper()
	own := key
	switch m {
	case methodRC4:
		sum := md5.Sum(append(bytes.Clone(key), number, 0, 0, 0, 0))
		return crypt(sum[:min(len(key)+5, 16)], data)
	case methodAES128:
		sum := md5.Sum(append(bytes.Clone(key), number, 0, 0, 0, 0, 's', 'A', 'l', 'T'))
		own = sum[:]
	}
	block, err := aes.NewCipher(own)
	if err != nil {
		t.Fatal(err)
	}
	n := aes.BlockSize - len(data)%aes.BlockSize
	data = append(bytes.Clone(data), bytes.Repeat([]byte{byte(n)}, n)...)
	start := []byte("0123456789abcdef")
	cipher.NewCBCEncrypter(block, start).CryptBlocks(data, data)
	return append(start, data...)
}
