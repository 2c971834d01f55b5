// Package formats has the rules about how a string is written, and those by which
// one field decides about another.
package formats

// ws:channel formats
type Formats struct {
	ClientToServer Texts
	ServerToClient Numbers
}

// ws:channel payments
type Payments struct {
	ClientToServer Payment
}

// Texts has a field for each rule about strings.
type Texts struct {
	AlphaSpace      string `json:"alphaspace,omitzero" validate:"omitempty,alphaspace"`
	AlphanumSpace   string `json:"alphanumspace,omitzero" validate:"omitempty,alphanumspace"`
	AlphaUnicode    string `json:"alphaunicode,omitzero" validate:"omitempty,alphaunicode"`
	AlphanumUnicode string `json:"alphanumunicode,omitzero" validate:"omitempty,alphanumunicode"`
	Multibyte       string `json:"multibyte,omitzero" validate:"omitempty,multibyte"`
	Number          string `json:"number,omitzero" validate:"omitempty,number"`
	Boolean         string `json:"boolean,omitzero" validate:"omitempty,boolean"`
	Hexadecimal     string `json:"hexadecimal,omitzero" validate:"omitempty,hexadecimal"`
	Latitude        string `json:"latitude,omitzero" validate:"omitempty,latitude"`
	Longitude       string `json:"longitude,omitzero" validate:"omitempty,longitude"`
	E164            string `json:"e164,omitzero" validate:"omitempty,e164"`
	Hexcolor        string `json:"hexcolor,omitzero" validate:"omitempty,hexcolor"`
	RGB             string `json:"rgb,omitzero" validate:"omitempty,rgb"`
	RGBA            string `json:"rgba,omitzero" validate:"omitempty,rgba"`
	HSL             string `json:"hsl,omitzero" validate:"omitempty,hsl"`
	HSLA            string `json:"hsla,omitzero" validate:"omitempty,hsla"`
	CMYK            string `json:"cmyk,omitzero" validate:"omitempty,cmyk"`
	Color           string `json:"iscolor,omitzero" validate:"omitempty,iscolor"`
	Email           string `json:"email,omitzero" validate:"omitempty,email"`
	URL             string `json:"url,omitzero" validate:"omitempty,url"`
	HTTPURL         string `json:"http_url,omitzero" validate:"omitempty,http_url"`
	HTTPSURL        string `json:"https_url,omitzero" validate:"omitempty,https_url"`
	URI             string `json:"uri,omitzero" validate:"omitempty,uri"`
	Hostname        string `json:"hostname,omitzero" validate:"omitempty,hostname"`
	Hostname1123    string `json:"hostname_rfc1123,omitzero" validate:"omitempty,hostname_rfc1123"`
	FQDN            string `json:"fqdn,omitzero" validate:"omitempty,fqdn"`
	IP              string `json:"ip,omitzero" validate:"omitempty,ip"`
	IPv4            string `json:"ipv4,omitzero" validate:"omitempty,ipv4"`
	IPv6            string `json:"ipv6,omitzero" validate:"omitempty,ipv6"`
	CIDR            string `json:"cidr,omitzero" validate:"omitempty,cidr"`
	CIDRv4          string `json:"cidrv4,omitzero" validate:"omitempty,cidrv4"`
	CIDRv6          string `json:"cidrv6,omitzero" validate:"omitempty,cidrv6"`
	MAC             string `json:"mac,omitzero" validate:"omitempty,mac"`
	UUID            string `json:"uuid,omitzero" validate:"omitempty,uuid"`
	UUID3           string `json:"uuid3,omitzero" validate:"omitempty,uuid3"`
	UUID4           string `json:"uuid4,omitzero" validate:"omitempty,uuid4"`
	UUID5           string `json:"uuid5,omitzero" validate:"omitempty,uuid5"`
	UUID7           string `json:"uuid7,omitzero" validate:"omitempty,uuid7"`
	UUIDRFC         string `json:"uuid_rfc4122,omitzero" validate:"omitempty,uuid_rfc4122"`
	UUID3RFC        string `json:"uuid3_rfc4122,omitzero" validate:"omitempty,uuid3_rfc4122"`
	UUID4RFC        string `json:"uuid4_rfc4122,omitzero" validate:"omitempty,uuid4_rfc4122"`
	UUID5RFC        string `json:"uuid5_rfc4122,omitzero" validate:"omitempty,uuid5_rfc4122"`
	ULID            string `json:"ulid,omitzero" validate:"omitempty,ulid"`
	Semver          string `json:"semver,omitzero" validate:"omitempty,semver"`
	MD4             string `json:"md4,omitzero" validate:"omitempty,md4"`
	MD5             string `json:"md5,omitzero" validate:"omitempty,md5"`
	SHA256          string `json:"sha256,omitzero" validate:"omitempty,sha256"`
	SHA384          string `json:"sha384,omitzero" validate:"omitempty,sha384"`
	SHA512          string `json:"sha512,omitzero" validate:"omitempty,sha512"`
	MongoDB         string `json:"mongodb,omitzero" validate:"omitempty,mongodb"`
	Base32          string `json:"base32,omitzero" validate:"omitempty,base32"`
	Base64          string `json:"base64,omitzero" validate:"omitempty,base64"`
	Base64URL       string `json:"base64url,omitzero" validate:"omitempty,base64url"`
	Base64Raw       string `json:"base64rawurl,omitzero" validate:"omitempty,base64rawurl"`
	JSON            string `json:"json,omitzero" validate:"omitempty,json"`
	JWT             string `json:"jwt,omitzero" validate:"omitempty,jwt"`
	Datetime        string `json:"datetime,omitzero" validate:"omitempty,datetime=2006-01-02"`
	Timezone        string `json:"timezone,omitzero" validate:"omitempty,timezone"`
	Alpha2          string `json:"iso3166_1_alpha2,omitzero" validate:"omitempty,iso3166_1_alpha2"`
	Alpha2EU        string `json:"iso3166_1_alpha2_eu,omitzero" validate:"omitempty,iso3166_1_alpha2_eu"`
	Alpha3          string `json:"iso3166_1_alpha3,omitzero" validate:"omitempty,iso3166_1_alpha3"`
	Alpha3EU        string `json:"iso3166_1_alpha3_eu,omitzero" validate:"omitempty,iso3166_1_alpha3_eu"`
	CountryNumber   string `json:"iso3166_1_alpha_numeric,omitzero" validate:"omitempty,iso3166_1_alpha_numeric"`
	CountryNumberEU string `json:"iso3166_1_alpha_numeric_eu,omitzero" validate:"omitempty,iso3166_1_alpha_numeric_eu"`
	Currency        string `json:"iso4217,omitzero" validate:"omitempty,iso4217"`
	ContainsAny     string `json:"containsany,omitzero" validate:"omitempty,containsany=aé"`
	ContainsRune    string `json:"containsrune,omitzero" validate:"omitempty,containsrune=é"`
	ExcludesAll     string `json:"excludesall,omitzero" validate:"omitempty,excludesall=<>"`
	ExcludesRune    string `json:"excludesrune,omitzero" validate:"omitempty,excludesrune=é"`
	StartsNotWith   string `json:"startsnotwith,omitzero" validate:"omitempty,startsnotwith=_"`
	EndsNotWith     string `json:"endsnotwith,omitzero" validate:"omitempty,endsnotwith=_"`
	EqIgnoreCase    string `json:"eq_ignore_case,omitzero" validate:"omitempty,eq_ignore_case=yes"`
	NeIgnoreCase    string `json:"ne_ignore_case,omitzero" validate:"omitempty,ne_ignore_case=yes"`
	OneOfCI         string `json:"oneofci,omitzero" validate:"omitempty,oneofci=red 'light green'"`
	NoneOf          string `json:"noneof,omitzero" validate:"omitempty,noneof=root admin"`
	NoneOfCI        string `json:"noneofci,omitzero" validate:"omitempty,noneofci=root admin"`
}

// Numbers has rules that are also about numbers, bytes and bools.
type Numbers struct {
	Port     uint16   `json:"port,omitzero" validate:"omitempty,port"`
	Small    int8     `json:"small,omitzero" validate:"omitempty,port"`
	Number   int      `json:"number,omitzero" validate:"number"`
	Bool     bool     `json:"bool,omitzero" validate:"boolean"`
	Lat      float64  `json:"lat,omitzero" validate:"latitude"`
	Long     *float32 `json:"long,omitzero" validate:"omitnil,longitude"`
	Degrees  int      `json:"degrees,omitzero" validate:"longitude"`
	Unsigned uint8    `json:"unsigned,omitzero" validate:"latitude"`
	Country  int      `json:"country,omitzero" validate:"omitempty,iso3166_1_alpha_numeric"`
	EU       uint     `json:"eu,omitzero" validate:"omitempty,iso3166_1_alpha_numeric_eu"`
	Currency int16    `json:"currency,omitzero" validate:"omitempty,iso4217_numeric"`
	JSON     []byte   `json:"json,omitzero" validate:"omitempty,json"`
	Not      int      `json:"not,omitzero" validate:"noneof=13 666"`
	Default  *string  `json:"default,omitzero" validate:"isdefault"`
	Either   string   `json:"either,omitzero" validate:"omitempty,email|e164"`
}

// A Payment has fields that depend on others.
type Payment struct {
	Kind   string   `json:"kind" validate:"oneof=card bank cash"`
	Card   string   `json:"card,omitzero" validate:"required_if=Kind card,excluded_unless=Kind card"`
	Bank   *string  `json:"bank,omitzero" validate:"required_if=Kind bank,omitempty,min=3"`
	Test   bool     `json:"test,omitzero" validate:"excluded_if=Kind bank"`
	Coins  []int    `json:"coins,omitzero" validate:"excluded_with=Card Bank"`
	Change *float64 `json:"change,omitzero" validate:"excluded_without=Coins"`
	Email  string   `json:"email,omitzero" validate:"required_without_all=Phone Post"`
	Phone  string   `json:"phone,omitzero" validate:"required_without=Email"`
	Post   *Address `json:"post,omitzero" validate:"required_unless=Kind card Kind bank"`
	Copy   *Address `json:"copy,omitzero" validate:"excluded_without_all=Post Email"`
	Note   string   `json:"note,omitzero" validate:"required_with=Copy"`
	Both   string   `json:"both,omitzero" validate:"required_with_all=Email Post"`
	None   string   `json:"none,omitzero" validate:"excluded_with_all=Email Phone"`
}

// An Address is where paper goes.
type Address struct {
	Street string `json:"street" validate:"required"`
}
