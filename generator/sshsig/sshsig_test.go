package sshsig

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// sign signs a message by the key of a kind.
func sign(t testing.TB, message string, by *Signer) string {
	t.Helper()
	line, err := Sign([]byte(message), namespace, by)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// unpack returns the bytes of a signature.
func unpack(t testing.TB, line string) []byte {
	t.Helper()
	blob, err := base64.StdEncoding.DecodeString(line)
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

// isFault fails unless an error has a fault, and sentences in both languages.
func isFault(t *testing.T, name string, err error, want Fault) {
	t.Helper()
	var e *Error
	switch {
	case !errors.Is(err, want):
		t.Errorf("%s: %v, want %v", name, err, want)
	case !errors.As(err, &e) || e.ZH == "" || e.EN == "" || strings.Contains(e.ZH+e.EN, "%!"):
		t.Errorf("%s: %+v", name, err)
	}
}

// TestRoundTrip: what each kind of key signs is verified, in both forms, by that key
// among others, and as nothing else.
func TestRoundTrip(t *testing.T) {
	all := append(kinds(), "sk-ed25519", "sk-ecdsa")
	var keys []Key
	for _, kind := range all {
		keys = append(keys, signerOf(t, kind).Key())
	}
	for i, kind := range all {
		signer := signerOf(t, kind)
		line := sign(t, "正文\n", signer)
		armored, err := Armor(line)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Line(armored); err != nil || again != line {
			t.Errorf("%s: %q becomes %q, %v", kind, line, again, err)
		}
		for _, text := range []string{line, armored, " " + line + "\n", strings.ReplaceAll(armored, "\n", "\r\n"), strings.TrimSpace(armored)} {
			if by, err := Verify([]byte("正文\n"), text, namespace, keys); err != nil || by != keys[i] {
				t.Errorf("%s: %v, %v", kind, by, err)
			}
		}
		_, err = Verify([]byte("正文"), line, namespace, keys)
		isFault(t, kind, err, Mismatch)
		_, err = Verify([]byte("正文\n"), line, "file", keys)
		isFault(t, kind, err, WrongNamespace)
		_, err = Verify([]byte("正文\n"), line, namespace, slices.Delete(slices.Clone(keys), i, i+1))
		isFault(t, kind, err, NotAllowed)
	}
}

// remade is a signature of the key ed25519 about which things have been changed, and
// which that key has signed all the same.
func remade(t testing.TB, change func(*outer)) string {
	t.Helper()
	signer := signerOf(t, "ed25519")
	o := outer{[6]byte([]byte(magic)), version, []byte(signer.key.blob), namespace, nil, hashSHA512, nil}
	change(&o)
	if o.Value == nil {
		digest, err := sum(o.Hash, []byte("正文"))
		if err != nil {
			digest = []byte("?")
		}
		value, err := signer.signer.Sign(rand.Reader, signed(o.Namespace, o.Hash, digest))
		if err != nil {
			t.Fatal(err)
		}
		o.Value = ssh.Marshal(*value)
	}
	return encode(ssh.Marshal(o))
}

// TestFaults: each thing that can be wrong is told by its name, though the signature
// is made by a key that is allowed.
func TestFaults(t *testing.T) {
	key := signerOf(t, "ed25519").Key()
	rsa := signerOf(t, "rsa")
	untouched := newDevice(t, "sk-ed25519")
	untouched.flags = 0x04
	value := func(format string, rest string) []byte {
		return ssh.Marshal(ssh.Signature{Format: format, Blob: make([]byte, 64), Rest: []byte(rest)})
	}
	good := remade(t, func(*outer) {})
	cases := []struct {
		name, text string
		want       Fault
	}{
		{"empty", "", Malformed},
		{"blanks", " \n", Malformed},
		{"prose", "已经审核", Malformed},
		{"a public key", key.String(), Malformed},
		{"another's armor", "-----BEGIN PGP SIGNATURE-----\n" + good + "\n-----END PGP SIGNATURE-----\n", Malformed},
		{"no end", armorBegin + "\n" + good + "\n", Malformed},
		{"half an end", armorBegin + "\n" + good + "\n" + armorEnd[:20], Malformed},
		{"something behind the end", armorBegin + "\n" + good + "\n" + armorEnd + "\nx", Malformed},
		{"two signatures", armorBegin + "\n" + good + "\n" + armorEnd + "\n" + armorBegin + "\n" + good + "\n" + armorEnd, Malformed},
		{"nothing between", armorBegin + "\n" + armorEnd, Malformed},
		{"a line end within", good[:40] + "\n" + good[40:], Malformed},
		{"a blank within", good[:40] + " " + good[40:], Malformed},
		{"an ellipsis", good[:40] + "…", Malformed},
		{"URL base64", strings.ReplaceAll(remade(t, func(o *outer) { o.Value = value(ssh.KeyAlgoED25519, "\xff\xff\xff") }), "/", "_"), Malformed},
		{"other base64", encode([]byte("something else")), Malformed},
		{"too long", strings.Repeat("A", maxText+1), Malformed},
		{"bytes behind", encode(append(unpack(t, good), 0)), Malformed},
		{"bytes behind the value", remade(t, func(o *outer) { o.Value = value(ssh.KeyAlgoED25519, "x") }), Malformed},
		{"version 2", remade(t, func(o *outer) { o.Version = 2 }), Malformed},
		{"reserved", remade(t, func(o *outer) { o.Reserved = []byte("x") }), Malformed},
		{"no namespace", remade(t, func(o *outer) { o.Namespace = "" }), Malformed},
		{"another namespace", remade(t, func(o *outer) { o.Namespace = "git" }), WrongNamespace},
		{"a namespace with more", remade(t, func(o *outer) { o.Namespace += "\x00" }), WrongNamespace},
		{"SHA-1", remade(t, func(o *outer) { o.Hash = "sha1" }), WrongHash},
		{"no hash", remade(t, func(o *outer) { o.Hash = "" }), WrongHash},
		{"another's algorithm", remade(t, func(o *outer) { o.Value = value(ssh.KeyAlgoECDSA256, "") }), Malformed},
		{"a hardware algorithm", remade(t, func(o *outer) { o.Value = value(ssh.KeyAlgoSKED25519, "\x01\x00\x00\x00\x00") }), Malformed},
		{"an unknown algorithm", remade(t, func(o *outer) { o.Value = value("none", "") }), Malformed},
		{"a certificate's algorithm", remade(t, func(o *outer) { o.Value = value(ssh.CertAlgoED25519v01, "") }), Malformed},
		{"a short value", remade(t, func(o *outer) {
			o.Value = ssh.Marshal(ssh.Signature{Format: ssh.KeyAlgoED25519, Blob: make([]byte, 63)})
		}), Mismatch},
		{"no key", remade(t, func(o *outer) { o.Key = nil }), BadKey},
		{"an unknown key", remade(t, func(o *outer) { o.Key = ssh.Marshal(struct{ A, B string }{"ssh-mldsa-44", "x"}) }), BadKey},
		{"a damaged key", remade(t, func(o *outer) { o.Key = ssh.Marshal(struct{ A, B string }{ssh.KeyAlgoED25519, "x"}) }), BadKey},
		{"more than a key", remade(t, func(o *outer) { o.Key = append(bytes.Clone(o.Key), 0) }), BadKey},
		{"another key", remade(t, func(o *outer) { o.Key = []byte(rsa.Key().blob) }), NotAllowed},
		{"changed", remade(t, func(o *outer) { o.Value = value(ssh.KeyAlgoED25519, "") }), Mismatch},
		{"RSA with SHA-1", signedAs(t, rsa, ssh.KeyAlgoRSA), Weak},
		{"RSA by another name", signedAs(t, rsa, "rsa-sha2-384"), Malformed},
		{"untouched", signedAs(t, &Signer{Key{blob: string(untouched.public.Marshal())}, untouched, nil}, ssh.KeyAlgoSKED25519), NotTouched},
	}
	allowed := []Key{key, {blob: string(untouched.public.Marshal())}, {}}
	for _, c := range cases {
		keys := allowed
		if strings.HasPrefix(c.name, "RSA") {
			keys = append(keys, rsa.Key())
		}
		_, err := Verify([]byte("正文"), c.text, namespace, keys)
		isFault(t, c.name, err, c.want)
	}
	if _, err := Verify([]byte("正文"), good, namespace, allowed); err != nil {
		t.Error(err)
	}
	if _, err := Verify([]byte("正文"), remade(t, func(o *outer) { o.Hash = hashSHA256 }), namespace, allowed); err != nil {
		t.Error(err)
	}
	if _, err := Verify([]byte("正文"), signedAs(t, rsa, ssh.KeyAlgoRSASHA256), namespace, []Key{rsa.Key()}); err != nil {
		t.Error(err)
	}
	_, err := Sign(nil, "", signerOf(t, "ed25519"))
	isFault(t, "no namespace", err, WrongNamespace)
}

// signedAs is a signature by an algorithm that a signer knows, or is said to be by it.
func signedAs(t testing.TB, by *Signer, algorithm string) string {
	t.Helper()
	return remade(t, func(o *outer) {
		o.Key = []byte(by.key.blob)
		digest, _ := sum(o.Hash, []byte("正文"))
		value, err := by.signer.SignWithAlgorithm(rand.Reader, signed(o.Namespace, o.Hash, digest), algorithm)
		if err != nil {
			value = &ssh.Signature{Format: algorithm, Blob: []byte("?")}
		}
		o.Value = ssh.Marshal(*value)
	})
}

// TestReplayed: a signature that is taken from one message, key or namespace to
// another is none there.
func TestReplayed(t *testing.T) {
	one, other := signerOf(t, "ed25519"), signerOf(t, "ecdsa-256")
	keys := []Key{one.Key(), other.Key()}
	first := unpack(t, sign(t, "初审", one))
	exchanged := bytes.Replace(first, []byte(one.key.blob), []byte(other.key.blob), 1)
	binary.BigEndian.PutUint32(exchanged[len(magic)+4:], uint32(len(other.key.blob)))
	_, err := Verify([]byte("初审"), encode(exchanged), namespace, keys)
	isFault(t, "another key", err, Malformed)
	renamed := bytes.Replace(first, []byte(namespace), []byte("gongkai-publis"), 1)
	_, err = Verify([]byte("初审"), encode(renamed), "gongkai-publis", keys)
	isFault(t, "another namespace", err, Mismatch)
	_, err = Verify([]byte("复审"), encode(first), namespace, keys)
	isFault(t, "another message", err, Mismatch)
}

// TestMutated: a signature of which a byte was changed, anywhere, or that ends
// anywhere else, is refused; so is its text. With GONGKAI_SLOW=1 of all kinds of keys
// and in several ways.
func TestMutated(t *testing.T) {
	all, ways := []string{"ed25519", "sk-ed25519", "ecdsa-256", "sk-ecdsa", "rsa"}, []byte{0x01}
	if os.Getenv("GONGKAI_SLOW") == "1" {
		all, ways = append(kinds(), "sk-ed25519", "sk-ecdsa"), []byte{0x01, 0x02, 0x10, 0x80, 0xff}
	}
	for _, kind := range all {
		signer := signerOf(t, kind)
		blob := unpack(t, sign(t, "正文", signer))
		for i := range blob {
			for _, bits := range ways {
				blob[i] ^= bits
				isRefused(t, signer, encode(blob))
				blob[i] ^= bits
			}
			isRefused(t, signer, encode(blob[:i]))
		}
	}
	signer := signerOf(t, "ed25519")
	line := sign(t, "正文", signer)
	armored, err := Armor(line)
	if err != nil {
		t.Fatal(err)
	}
	for i := range line {
		isRefused(t, signer, line[:i])
		isRefused(t, signer, line[:i]+"!"+line[i+1:])
		isRefused(t, signer, line[:i]+string(rune(line[i]^1))+line[i+1:])
	}
	for i := range len(armored) - 1 { // but for the last line end
		isRefused(t, signer, armored[:i])
		if armored[i] != '\n' {
			isRefused(t, signer, armored[:i]+"*"+armored[i+1:])
		}
	}
}

// isRefused fails if a text is a signature of a message by a key.
func isRefused(t *testing.T, by *Signer, text string) {
	t.Helper()
	var e *Error
	if _, err := Verify([]byte("正文"), text, namespace, []Key{by.Key()}); !errors.As(err, &e) {
		t.Errorf("%s, %q: %v", by.Key().Type(), text, err)
	}
}

// TestLengths: lengths beyond all that there is are told as what they are, at every
// place where there is one, and nothing of such a size is asked for.
func TestLengths(t *testing.T) {
	line := remade(t, func(*outer) {})
	blob := unpack(t, line)
	key := signerOf(t, "ed25519").Key()
	at := len(magic) + 4
	for _, part := range []string{"key", "namespace", "reserved", "hash", "value"} {
		size := int(binary.BigEndian.Uint32(blob[at:]))
		for _, length := range []uint32{uint32(len(blob)), 1 << 31, 1<<32 - 1, 1<<32 - 4} {
			hostile := bytes.Clone(blob)
			binary.BigEndian.PutUint32(hostile[at:], length)
			var err error
			if n := testing.AllocsPerRun(1, func() { _, err = Verify(nil, encode(hostile), namespace, []Key{key}) }); n > 100 {
				t.Errorf("%s of %d bytes: %v allocations", part, length, n)
			}
			isFault(t, part, err, Malformed)
		}
		at += 4 + size
	}
}

// TestExamples: what ssh-keygen once made, of all kinds that are refused and one that
// is not. Its files are what Armor writes, to the byte.
func TestExamples(t *testing.T) {
	for name, want := range map[string]Fault{"ed25519": 0, "dsa": Weak, "rsa1024": Weak, "certificate": Certificate} {
		line, sig := example(t, name+".pub"), example(t, name+".sig")
		if armored, err := Armor(sig); err != nil || armored != sig {
			t.Errorf("%s: %v\n%s\n%s", name, err, sig, armored)
		}
		key, err := ParseKey(line)
		if want != 0 {
			isFault(t, name, err, want)
			key = keyOf(t, line)
		} else if err != nil {
			t.Error(err)
		}
		by, err := Verify([]byte("hello"), sig, namespace, []Key{key})
		if want != 0 {
			isFault(t, name, err, want)
		} else if err != nil || by.Comment() != "主管副镇长" || by.Type() != "ssh-ed25519" || by.String()+"\n" != line {
			t.Errorf("%s: %+v, %v", name, by, err)
		}
	}
}

func example(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// keyOf is the key on a line, without asking whether it is good for anything.
func keyOf(t *testing.T, line string) Key {
	t.Helper()
	return Key{blob: string(unpack(t, strings.Fields(line)[1]))}
}

// FuzzVerify: no text makes the parser panic; what it takes, it writes again as the
// same text, and no signature but a given one is one.
func FuzzVerify(f *testing.F) {
	signer := signerOf(f, "ed25519")
	good := sign(f, "正文", signer)
	armored, err := Armor(good)
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{good, armored, good[:50], sign(f, "正文", signerOf(f, "ecdsa-521")), sign(f, "正文", signerOf(f, "sk-ed25519")), signer.Key().String()} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		by, err := Verify([]byte("正文"), text, namespace, []Key{signer.Key()})
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%q: %v", text, err)
		}
		line, lineErr := Line(text)
		if err == nil && (by != signer.Key() || line != good) {
			t.Fatalf("%q is a signature by %v", text, by)
		}
		if lineErr != nil {
			return
		}
		armored, err := Armor(text)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Line(armored); err != nil || again != line {
			t.Fatalf("%q becomes %q: %v", line, again, err)
		}
	})
}

// BenchmarkVerify verifies a signature of a line, by each kind of key.
func BenchmarkVerify(b *testing.B) {
	for _, kind := range append(kinds(), "sk-ed25519") {
		b.Run(kind, func(b *testing.B) {
			signer := signerOf(b, kind)
			line := sign(b, "正文", signer)
			keys := []Key{signer.Key()}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Verify([]byte("正文"), line, namespace, keys); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
