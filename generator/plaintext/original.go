package plaintext

import (
	"errors"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Original is a text file in its encoding, of which pieces can be replaced while every
// other byte stays: an encoding may have two ways to write a character, so that a file
// that is decoded and encoded again is not always the same.
type Original struct {
	// Text is what the file says, in UTF-8, with its line ends and without its byte order
	// mark.
	Text []byte

	encoding encoding.Encoding
	rest     []byte // of the file: what has not been copied yet
	at       int    // where that begins in the text
	out      []byte
}

// Open reads a file as [Decode] does.
func Open(data []byte) (*Original, error) {
	e, mark, err := recognise(data)
	if err != nil {
		return nil, err
	}
	o := &Original{encoding: e, rest: data[len(mark):], out: append(make([]byte, 0, len(data)), mark...)}
	o.Text, err = e.NewDecoder().Bytes(o.rest)
	return o, err
}

// errOffset is the error of an offset within a character, or before an earlier piece.
var errOffset = errors.New("no character of the text begins there")

// Replace puts a text in the place of a piece, by its offsets in the text of the file.
// Pieces are given in their order.
func (o *Original) Replace(from, to int, text []byte) error {
	n, err := o.size(from)
	if err != nil {
		return err
	}
	encoded, err := o.encoding.NewEncoder().Bytes(text)
	if err != nil {
		return err
	}
	o.out = append(append(o.out, o.rest[:n]...), encoded...)
	o.rest, o.at = o.rest[n:], from
	if n, err = o.size(to); err != nil {
		return err
	}
	o.rest, o.at = o.rest[n:], to
	return nil
}

// size returns how many bytes of the file make the text up to an offset: as many as a
// decoder takes that has room for no more.
func (o *Original) size(to int) (int, error) {
	if to < o.at || to > len(o.Text) {
		return 0, errOffset
	}
	room := make([]byte, to-o.at)
	made, taken, err := o.encoding.NewDecoder().Transform(room, o.rest, true)
	if err != nil && !errors.Is(err, transform.ErrShortDst) {
		return 0, err
	}
	if made < len(room) {
		return 0, errOffset
	}
	return taken, nil
}

// Bytes returns the file with what was replaced. Nothing can be replaced after that.
func (o *Original) Bytes() []byte { return append(o.out, o.rest...) }
