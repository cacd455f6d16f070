package sshsig

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	armorBegin = "-----BEGIN SSH SIGNATURE-----"
	armorEnd   = "-----END SSH SIGNATURE-----"
	armorLine  = 70 // characters of base64 on a line, as ssh-keygen writes them

	// maxText is the longest text that is looked at, in bytes. A signature by the
	// largest key that OpenSSH makes, RSA with 16,384 bits, has 6,000.
	maxText = 16 << 10
)

// Line returns a signature, armored or not, as one line of base64.
func Line(signature string) (string, error) {
	blob, err := decode(signature)
	if err == nil {
		_, err = parse(blob)
	}
	if err != nil {
		return "", err
	}
	return encode(blob), nil
}

// Armor returns a signature, armored or not, as ssh-keygen has it in a file.
func Armor(signature string) (string, error) {
	line, err := Line(signature)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(armorBegin + "\n")
	for len(line) > 0 {
		n := min(len(line), armorLine)
		b.WriteString(line[:n] + "\n")
		line = line[n:]
	}
	b.WriteString(armorEnd + "\n")
	return b.String(), nil
}

func encode(blob []byte) string { return base64.StdEncoding.EncodeToString(blob) }

// decode returns the bytes of a signature that is armored or on one line. White space
// around it counts for nothing, nor does it at the ends of armored lines.
func decode(text string) ([]byte, error) {
	if len(text) > maxText {
		return nil, fail(Malformed, "签名太长（%d 字节），不是 SSH 签名", "%d bytes are too many for an SSH signature", len(text))
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return nil, fail(Malformed, "签名是空的", "the signature is empty")
	case strings.HasPrefix(text, "-----"):
		inner, err := unarmor(text)
		if err != nil {
			return nil, err
		}
		text = inner
	case isKeyType(firstWord(text)):
		return nil, fail(Malformed, "这是公钥，不是签名", "this is a public key, not a signature")
	}
	return decodeBase64(text, Malformed, "签名", "signature")
}

// unarmor returns the base64 between the two lines of an armored signature.
func unarmor(text string) (string, error) {
	first, rest, _ := strings.Cut(text, "\n")
	if first = strings.TrimSpace(first); first != armorBegin {
		return "", fail(Malformed, "第一行是“%s”，应为“%s”", "the first line is %q, not %q", short(first), armorBegin)
	}
	at := strings.Index(rest, "-----")
	switch {
	case at < 0:
		return "", fail(Malformed, "签名被截断：没有最后一行“%s”", "the signature is cut off: there is no last line %q", armorEnd)
	case !strings.HasPrefix(rest[at:], armorEnd):
		return "", fail(Malformed, "最后一行应为“%s”", "the last line must be %q", armorEnd)
	case len(rest[at:]) > len(armorEnd):
		return "", fail(Malformed, "“%s”后面还有内容", "there is something behind %q", armorEnd)
	}
	var b strings.Builder
	for line := range strings.Lines(rest[:at]) {
		b.WriteString(strings.Trim(line, " \t\r\n"))
	}
	return b.String(), nil
}

// decodeBase64 decodes a text strictly: no other text gives the same bytes.
func decodeBase64(text string, fault Fault, zh, en string) ([]byte, error) {
	// The decoder would skip line ends, and count bytes where people count characters.
	if i := strings.IndexFunc(strings.TrimRight(text, "="), func(r rune) bool { return !isBase64(r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		return nil, fail(fault, "%[1]s的第 %[3]d 个字符 %[4]q 不是 base64 字符", "character %[3]d of the %[2]s, %[4]q, is none of base64", zh, en, 1+utf8.RuneCountInString(text[:i]), r)
	}
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, because(err, fault, "%[1]s不完整：base64 在第 %[3]d 个字符处中断", "the %[2]s is not whole: its base64 breaks off at character %[3]d", zh, en, len(text))
	}
	return data, nil
}

func isBase64(r rune) bool {
	return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '+' || r == '/'
}

// firstWord returns a text up to the first white space.
func firstWord(text string) string {
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[:i]
	}
	return text
}

// short returns the beginning of a text, for a message.
func short(text string) string {
	const most = 60
	for i := range text {
		if i >= most {
			return text[:i] + "…"
		}
	}
	return text
}

// reader reads the parts of a signature. After the first that is cut off it reads
// nothing, and err says which that was.
type reader struct {
	rest []byte
	err  error
}

// string reads a string, whose names are those of the part.
func (r *reader) string(zh, en string) []byte {
	size := r.uint32(zh, en)
	return r.take(uint64(size), zh, en)
}

func (r *reader) uint32(zh, en string) uint32 {
	if b := r.take(4, zh, en); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint8(zh, en string) { r.take(1, zh, en) }

// take reads some bytes; nil where there are not as many.
func (r *reader) take(size uint64, zh, en string) []byte {
	if r.err == nil && size > uint64(len(r.rest)) {
		r.err = fail(Malformed, "签名被截断：“%[1]s”不完整", "the signature is cut off: its %[2]s is not whole", zh, en)
	}
	if r.err != nil {
		return nil
	}
	taken := r.rest[:size:size]
	r.rest = r.rest[size:]
	return taken
}

// end reports what kept the parts from being read, or what stands behind the last.
func (r *reader) end(zh, en string) error {
	if r.err == nil && len(r.rest) > 0 {
		r.err = fail(Malformed, "%[1]s后面多出 %[3]d 字节", "there are %[3]d bytes too many behind the %[2]s", zh, en, len(r.rest))
	}
	return r.err
}
