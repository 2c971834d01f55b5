// Package identifiers has the rules about numbers and names that others give out,
// and those about fields of structs below.
package identifiers

// ws:channel identifiers
type Identifiers struct {
	ClientToServer Texts
	ServerToClient Numbers
}

// ws:channel orders
type Orders struct {
	ClientToServer Order
}

// Texts has a field for each rule.
type Texts struct {
	Language          string `json:"bcp47_language_tag,omitzero" validate:"omitempty,bcp47_language_tag"`
	Duration          string `json:"duration,omitzero" validate:"omitempty,duration"`
	Label             string `json:"hostname_label,omitzero" validate:"omitempty,hostname_label"`
	DNSLabel          string `json:"dns_rfc1035_label,omitzero" validate:"omitempty,dns_rfc1035_label"`
	HostPort          string `json:"hostname_port,omitzero" validate:"omitempty,hostname_port"`
	Origin            string `json:"origin,omitzero" validate:"omitempty,origin"`
	URLEncoded        string `json:"url_encoded,omitzero" validate:"omitempty,url_encoded"`
	DataURI           string `json:"datauri,omitzero" validate:"omitempty,datauri"`
	Mongo             string `json:"mongodb_connection_string,omitzero" validate:"omitempty,mongodb_connection_string"`
	TCP               string `json:"tcp_addr,omitzero" validate:"omitempty,tcp_addr"`
	TCP4              string `json:"tcp4_addr,omitzero" validate:"omitempty,tcp4_addr"`
	TCP6              string `json:"tcp6_addr,omitzero" validate:"omitempty,tcp6_addr"`
	UDP               string `json:"udp_addr,omitzero" validate:"omitempty,udp_addr"`
	UDP4              string `json:"udp4_addr,omitzero" validate:"omitempty,udp4_addr"`
	UDP6              string `json:"udp6_addr,omitzero" validate:"omitempty,udp6_addr"`
	IPAddr            string `json:"ip_addr,omitzero" validate:"omitempty,ip_addr"`
	IP4Addr           string `json:"ip4_addr,omitzero" validate:"omitempty,ip4_addr"`
	IP6Addr           string `json:"ip6_addr,omitzero" validate:"omitempty,ip6_addr"`
	RIPEMD160         string `json:"ripemd160,omitzero" validate:"omitempty,ripemd160"`
	Tiger192          string `json:"tiger192,omitzero" validate:"omitempty,tiger192"`
	Card              string `json:"credit_card,omitzero" validate:"omitempty,credit_card"`
	Luhn              string `json:"luhn_checksum,omitzero" validate:"omitempty,luhn_checksum"`
	ISBN              string `json:"isbn,omitzero" validate:"omitempty,isbn"`
	ISBN10            string `json:"isbn10,omitzero" validate:"omitempty,isbn10"`
	ISBN13            string `json:"isbn13,omitzero" validate:"omitempty,isbn13"`
	ISSN              string `json:"issn,omitzero" validate:"omitempty,issn"`
	SSN               string `json:"ssn,omitzero" validate:"omitempty,ssn"`
	EIN               string `json:"ein,omitzero" validate:"omitempty,ein"`
	BIC               string `json:"bic,omitzero" validate:"omitempty,bic"`
	BIC2014           string `json:"bic_iso_9362_2014,omitzero" validate:"omitempty,bic_iso_9362_2014"`
	Bitcoin           string `json:"btc_addr,omitzero" validate:"omitempty,btc_addr"`
	Bech32            string `json:"btc_addr_bech32,omitzero" validate:"omitempty,btc_addr_bech32"`
	Ethereum          string `json:"eth_addr,omitzero" validate:"omitempty,eth_addr"`
	CVE               string `json:"cve,omitzero" validate:"omitempty,cve"`
	Cron              string `json:"cron,omitzero" validate:"omitempty,cron"`
	HTML              string `json:"html,omitzero" validate:"omitempty,html"`
	HTMLEncoded       string `json:"html_encoded,omitzero" validate:"omitempty,html_encoded"`
	SpiceDB           string `json:"spicedb,omitzero" validate:"omitempty,spicedb"`
	SpiceDBType       string `json:"spicedb_type,omitzero" validate:"omitempty,spicedb=type"`
	SpiceDBPermission string `json:"spicedb_permission,omitzero" validate:"omitempty,spicedb=permission"`
	Country           string `json:"country_code,omitzero" validate:"omitempty,country_code"`
	CountryEU         string `json:"eu_country_code,omitzero" validate:"omitempty,eu_country_code"`
}

// Numbers has those that are also about numbers.
type Numbers struct {
	Luhn    int64  `json:"luhn" validate:"luhn_checksum"`
	Country uint16 `json:"country" validate:"country_code"`
}

// An Order compares its keys with those of the structs in it.
type Order struct {
	Country string   `json:"country" validate:"eqcsfield=Billing.Country,fieldexcludes=Note"`
	Total   int      `json:"total" validate:"gtefield=Billing.Limit.Least,ltcsfield=Billing.Limit.Most"`
	From    string   `json:"from" validate:"ltcsfield=Until"`
	Until   string   `json:"until" validate:"fieldcontains=Billing.Year"`
	Billing *Billing `json:"billing"`
	Note    string   `json:"note,omitzero"`
}

// Billing is a struct below.
type Billing struct {
	Address
	Year  string `json:"year"`
	Limit Limit  `json:"limit"`
}

// Address is embedded.
type Address struct {
	Country string `json:"country"`
}

// A Limit has pointers.
type Limit struct {
	Least *int `json:"least"`
	Most  *int `json:"most"`
}
