package asset

import "strings"

// The names that an SVG is published with. All that is not here is left out, or
// refused where somebody would miss it: see svg.go.

// The namespaces that mean something to a browser.
const (
	nsSVG    = "http://www.w3.org/2000/svg"
	nsXLink  = "http://www.w3.org/1999/xlink"
	nsXML    = "http://www.w3.org/XML/1998/namespace"
	nsXHTML  = "http://www.w3.org/1999/xhtml"
	nsMathML = "http://www.w3.org/1998/Math/MathML"
)

// svgRole is what becomes of an element.
type svgRole uint8

const (
	roleUnknown svgRole = iota // refused
	roleShown                  // published
	roleText                   // published, and all text in it
	roleStyle                  // published, if its style sheet may be
	roleInert                  // left out: no browser shows it
)

// elementRole returns the role of an element of SVG.
func elementRole(name string) svgRole {
	switch {
	case name == "style":
		return roleStyle
	case svgTexts[name]:
		return roleText
	case svgShown[name]:
		return roleShown
	case svgInert[name]:
		return roleInert
	}
	return roleUnknown
}

// words makes a set of the words of a text.
func words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

var svgTexts = words(`text title desc`)

var svgShown = words(`
	a animate animateColor animateMotion animateTransform circle clipPath defs ellipse
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
	feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
	feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
	feSpecularLighting feSpotLight feTile feTurbulence filter
	g image line linearGradient marker mask mpath path pattern polygon polyline radialGradient
	rect set stop svg switch symbol textPath tspan use view`)

// Of SVG fonts, flowing text and meshes browsers know nothing, or nothing any
// more; drawing programs write them beside what browsers show.
var svgInert = words(`
	metadata font font-face missing-glyph glyph hkern vkern glyphRef altGlyph altGlyphDef
	altGlyphItem tref flowRoot flowRegion flowRegionExclude flowPara flowSpan flowDiv flowLine
	mesh meshgradient meshrow meshpatch hatch hatchpath hatchPath solidcolor solidColor
	color-profile cursor discard unknown`)

// svgValue is what the value of an attribute is.
type svgValue uint8

const (
	valueUnknown   svgValue = iota // the attribute is left out
	valuePlain                     // a word, a number, a list of them: nothing that loads
	valueStyle                     // CSS
	valueAnimated                  // what an animation gives to another attribute
	valueAttribute                 // the name of that attribute
	valueReference                 // href
)

// attributeValue returns what the value of an attribute of SVG is.
func attributeValue(name string) svgValue {
	switch {
	case name == "href":
		return valueReference
	case name == "attributeName":
		return valueAttribute
	case name == "from" || name == "to" || name == "by" || name == "values":
		return valueAnimated
	case name == "style" || name == "media" || svgStyles[name]:
		return valueStyle
	case svgPlain[name] || strings.HasPrefix(name, "aria-"):
		return valuePlain
	}
	return valueUnknown
}

// animatable reports whether an attribute is one that animations may change.
func animatable(name string) bool {
	return svgStyles[name] || svgPlain[name] && name != "id" && name != "type"
}

var svgStyles = words(`
	alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
	color-interpolation-filters color-rendering cursor direction display dominant-baseline
	fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings
	font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight
	glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning
	letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type
	mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
	stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
	stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow
	text-rendering transform-box transform-origin unicode-bidi vector-effect visibility
	white-space word-spacing writing-mode`)

var svgPlain = words(`
	accumulate additive amplitude attributeType azimuth baseFrequency begin bias calcMode class
	clipPathUnits cx cy d diffuseConstant divisor dur dx dy edgeMode elevation end exponent fill
	filterUnits fr fx fy gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4
	kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust
	limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max method
	min mode numOctaves offset operator order orient origin path pathLength patternContentUnits
	patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha
	preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur requiredFeatures
	requiredExtensions restart result role rotate rx ry scale seed side slope spacing
	specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
	surfaceScale systemLanguage tabindex tableValues targetX targetY textLength transform type
	version viewBox viewTarget width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan`)
