"""The names PDF itself uses (ISO 32000-1, PDF/A, PDF/UA): they say nothing of anybody, so a scan may pass them over.

A surname may well be "Page" or "Rose": were these names looked through, no paper could name a neighbour of theirs.
"""

from __future__ import annotations

from typing import Final

_WORDS = """
    1.2 1.4 1.7 2.0 A1 A2 AA ACN ADBE AESV2 AESV3 AF AFRelationship AIS AN AP APREF AS ASCII85Decode ASCIIHexDecode
    ASN ASP AcroForm Action ActualText Adbe.pkcs7 Adobe.PPKLite Adobe.PPKMS Aligned All AllOff AllOn AlphaNum Alt
    Alternate Alternates Alternative Anamorphic And Angle Annot Annotation Annots AntiAlias AnyOff AnyOn App
    Appearance Application Art ArtBox Artifact Ascent Attached Attestation AttrAuthor Attributes Author Auto
    AutoDetect Autocapitalize AvgWidth BBox BC BDC BE BG BG2 BI BM BS Background BackgroundColor BackgroundGS Base
    BaseEncoding BaseFont BaseState BaseVersion Before BibEntry BitsPerComponent BitsPerCoordinate BitsPerFlag
    BitsPerSample BlackIs1 BlackPoint BleedBox Blend Block BlockAlign BlockQuote Border BorderColor BorderStyle
    BorderThickness Both Bottom Bounds Btn ByteRange C0 C1 CA CF CFM CI CIDFontType0 CIDFontType0C CIDFontType2
    CIDInit CIDSet CIDSystemInfo CIDToGIDMap CMap CMapName CMapType CO CP CRL CRLs CS CT CYX CalGray CalRGB Cap
    CapHeight Caption Cat Catalog Category Center CenterWindow Cert Certs Ch CharProcs CharSet Circle ClassMap Clr
    Cmd Code ColSpan Collection CollectionItem CollectionSchema CollectionSort Color ColorBurn ColorDodge
    ColorSpace ColorTransform Colorants Colors Column ColumnCount ColumnGap ColumnWidths Columns Comments
    Compatible Components ContactInfo Content Contents Coords Copyright Count Cover CreationDate Creator
    CreatorInfo CropBox Crypt CryptFilter Cyrillic DA DAM DCTDecode DIS DL DOS DP DR DS DSS DV DW DW2 Darken Data
    Date Decimal Decode DecodeParms Default DefaultCMYK DefaultForPrinting DefaultGray DefaultRGB Desc
    DescendantFonts Descent Design Dest DestOutputProfile Dests Deutsch DeveloperExtensions DeviceCMYK
    DeviceColorant DeviceGray DeviceN DeviceRGB Diagram Diff Difference Differences Digest DigestLocation
    DigestMethod DigestValue Dingbats Direction Disc DisplayDocTitle Distribute Div DocMDP DocOpen DocTimeStamp
    Document Domain DotGain Dotted Double Draft Duplex DuplexFlipLongEdge DuplexFlipShortEdge Dur EF EFOpen EIX EMC
    ESIC ET ETSI.CAdES.detached ETSI.RFC3161 EarlyChange Embedded EmbeddedFile EmbeddedFiles Encode
    EncodedByteAlign Encoding Encrypt EncryptMetadata End EndIndent EndOfBlock EndOfLine Endnote Event ExData
    ExtGState Extend Extends Extension ExtensionLevel Extensions FD FDF FDecodeParms FFilter FL FS FT Fade False Ff
    Field FieldMDP Fields Figure FileAttachment Filespec Filter First FirstChar FirstPage Fit FitB FitBH FitBV FitH
    FitR FitV FitWindow Fixed FixedPrint Flags FlateDecode FlatePredictor Font FontBBox FontDescriptor FontFamily
    FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Form FormData FormType Formula FreeText
    Frequency FullScreen Function FunctionType Functions GTS_PDFA1 GTS_PDFX Gamma GoTo GoTo3DView GoToE GoToR Graph
    Gray Group H1 H2 H3 H4 H5 H6 HF HRTF HT HTML HTP Halftone HalftoneName HalftoneType HardLight Headers Height
    Help Hidden Hide HideMenubar HideToolbar HideWindowUI Highlight Hue IC ICCBased ID IDS IDTree IF IRT ISO_PDF/UA
    IT Identical Identity Identity-H Identity-V Image ImageB ImageC ImageI ImageMask Impl ImportData Index Indexed
    Info Ink InkList Inline InlineAlign InlineShape Inset Intent Interpolate InvalidateInk IsMap Italic ItalicAngle
    JBIG2Decode JBIG2Globals JPXDecode JS JavaScript Justify KeyUsage Keywords Kids L2R LBody LI LJ LW LZW
    LZWDecode Lab Lang Language Last LastChar LastModified LastPage Launch Layout Lbl Leading Left Legal Length
    Length1 Length2 Length3 Level1 Lighten Limits Line LineArrow LineHeight LineThrough Linearized Link List
    ListMode ListNumbering Location Lock Lower LowerAlpha LowerRoman Luminosity MCD MCID MCR MCS MD5 MDP ML MMType1
    MN MR Mac MacExpert MacExpertEncoding MacRomanEncoding Mark MarkInfo MarkStyle Marked MarkedContent Markup
    MarkupIE Mask Matrix Matte Max MaxLen MaxWidth Measure MediaBox Metadata Middle Min MissingWidth Mix ModDate
    Mode Movie MovieActions Multiply NA NM NS Name NameD Named Names Namespace Namespaces NeedAppearances Next
    NextPage NonFullScreenPageMode NonStruct None Nonstruct Normal Not Note NumCopies Nums OBJR OC OCG OCGs OCMD
    OCProperties OCSP OCSPs OE OFF ON OPM Obj ObjStm OneColumn Open Open3D OpenAction OpenType Opt Or Order
    Ordering Outlines OutputCondition OutputConditionIdentifier OutputIntent OutputIntents Outset Overlay Overline
    OwnerPassword PCM PDF PS PScript PZ Padding Page PageElement PageLabel PageLabels PageLayout PageMode Pages
    Pagination PaintType ParamName Params Parent ParentTree ParentTreeNextKey Part Pattern PatternType Percentage
    Perceptual Permissions Perms Physical PickTrayByPDFSize PieceInfo Placement PolyLine PolyLineDimension Polygon
    PolygonCloud Popup Portrait Pos Predictor Preferred PresSteps Preserve Prev PrevPage Print PrintArea PrintClip
    PrintPageRange PrintScaling PrintState PrinterMark Private ProcSet Process Producer Projection Prop_AuthTime
    Prop_AuthType Prop_Build Properties Proportional Push QuadPoints Quote R2L RB RBGroups RF RI RP RT RV Range
    Rate Reason Reasons Recipients Rect Ref Reference Registry RegistryName RelativeColorimetric Rename Rendition
    Renditions Repeat Replace ReqHandler Requirements ResFork ResetForm Resources Rev Right Role RoleMap Root
    Rotate Row RowHeaders RowSpan Rows Ruby RubyAlign RubyPosition RunLengthDecode SD SE SHA1 SHA256 SHA384 SHA512
    SMask SMaskInData SS SV SVCert Saturation Schema Scope Screen Sect Separation SeparationInfo SetOCGState Sh
    Shading ShadingType Sig SigFieldLock SigFlags SigQ SigRef Signature Simplex SinglePage Size SoftLight Solid
    Sort Sound Source SourceModified SpaceAfter SpaceBefore Span SpawnTemplate SpiderInfo Split Square Squiggly St
    Stamp Standard StandardEncoding Start StartIndent Status StdCF StemH StemV StmF StmOwn Stop StrF StrikeOut
    StructElem StructParent StructParents StructTreeRoot Style StyleSpan SubFilter SubType Subject SubjectDN Submit
    SubmitForm Subtype Subtype2 Summary Supplement Suspects Symbolic TBody TBorderStyle TFoot THead TK TOC TOCI TP
    TPadding TR TR2 TRef TU Table Tabs TagSuspect Template TemplateInstantiated Templates Text TextAlign
    TextDecorationColor TextDecorationThickness TextDecorationType TextIndent Thread Threads Thumb TilingType
    TimeStamp Title ToUnicode Toggle ToggleNoView Top Trans TransMode TransformMethod TransformParams Transparency
    TrapNet TrapRegions TrapStyles Trapped TrimBox True TrueType TrueTypeFont TwoColumnLeft TwoColumnRight
    TwoPageLeft TwoPageRight Tx Type Type0 Type1 Type1C Type3 UCR UCR2 UE UF UIDSignature UR UR3 URI URIActionTypes
    URL URLS URLType Unchanged Uncover Underline Unix Unknown Unspecified Upper UpperAlpha UpperRoman Usage
    UseAttachments UseCMap UseNone UseOC UseOutlines UseThumbs User UserPassword UserProperties UserUnit VE VRI
    VeriSign.PPKVS Version Vertices VerticesPerRow View ViewArea ViewClip ViewState ViewerPreferences Viewport
    Visible WC WMode WP WS Warichu Warnings Watermark WhitePoint Widget Width Widths Win WinAnsiEncoding Window
    Wipe WritingMode XFA XHTML XHeight XML XN XObject XRef XRefStm XStep XYZ YStep Yes Zoom adbe.pkcs7.detached
    adbe.pkcs7.sha1 adbe.x509.rsa_sha1 bfchar checked default disc h1 newWindow off on pdf-2.0
"""

PDF_NAMES: Final = frozenset(_WORDS.split())
