package asset

import "encoding/binary"

// EXIF (CIPA DC-008, "Exchangeable image file format for digital still
// cameras: Exif") is a TIFF file inside a picture: a byte order, the number
// 42, the offset of the first directory; a directory is a count and as many
// entries of 12 bytes (tag, type, count, value or its offset).
//
//	49 49 2A 00 08 00 00 00             "II", 42, directory at 8
//	01 00                               one entry
//	12 01 03 00 01 00 00 00 06 00 00 00 tag 0x0112, SHORT, 1 value: 6
//	00 00 00 00                         no next directory

const (
	tagOrientation = 0x0112
	tagGPS         = 0x8825 // offset of the directory with the location
)

// exifFacts is all that we want to know of an EXIF block.
type exifFacts struct {
	orientation int  // 1 to 8; 1, upright, where it is not given
	gps         bool // it tells a location
}

// readEXIF reads the first directory of a TIFF. What is malformed is taken as
// not given: the block is dropped anyway.
func readEXIF(tiff []byte) exifFacts {
	facts := exifFacts{orientation: 1}
	if len(tiff) < 8 {
		return facts
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return facts
	}
	start := uint64(order.Uint32(tiff[4:]))
	if start+2 > uint64(len(tiff)) {
		return facts
	}
	entries := tiff[start+2:]
	for n := order.Uint16(tiff[start:]); n > 0 && len(entries) >= 12; n-- {
		switch order.Uint16(entries) {
		case tagOrientation:
			if v := exifValue(order, entries); v >= 1 && v <= 8 {
				facts.orientation = int(v)
			}
		case tagGPS:
			facts.gps = true
		}
		entries = entries[12:]
	}
	return facts
}

// exifValue returns the single number of an entry, SHORT or LONG; 0 otherwise.
func exifValue(order binary.ByteOrder, entry []byte) uint32 {
	const short, long = 3, 4
	if order.Uint32(entry[4:]) != 1 {
		return 0
	}
	switch order.Uint16(entry[2:]) {
	case short:
		return uint32(order.Uint16(entry[8:]))
	case long:
		return order.Uint32(entry[8:])
	}
	return 0
}

// minimalEXIF returns a TIFF that tells the orientation and nothing else.
func minimalEXIF(orientation int) []byte {
	return []byte{
		'M', 'M', 0, 42, 0, 0, 0, 8,
		0, 1,
		tagOrientation >> 8, tagOrientation & 0xff, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0,
		0, 0, 0, 0,
	}
}

// turned reports whether an orientation swaps width and height.
func turned(orientation int) bool { return orientation >= 5 }
