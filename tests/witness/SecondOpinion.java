import java.io.File;
import java.io.FileInputStream;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/**
 * A second opinion on the signatures of PDF files, by PDFBox and BouncyCastle alone.
 *
 * <p>java SecondOpinion ROOT.der FILE... prints for each signature one line: file, field, kind, whether the
 * mathematics hold, whether its time-stamp is one of it, whether both chains lead to the root at that time, the time.
 */
public final class SecondOpinion {
    private static X509Certificate root;

    private SecondOpinion() {}

    public static void main(String[] words) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        try (FileInputStream stream = new FileInputStream(words[0])) {
            root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
        for (String name : Arrays.copyOfRange(words, 1, words.length)) {
            look(new File(name));
        }
    }

    private static void look(File file) throws Exception {
        byte[] content = IOUtils.toByteArray(new FileInputStream(file));
        try (PDDocument paper = PDDocument.load(content)) {
            for (PDSignatureField field : paper.getSignatureFields()) {
                if (field.getSignature() != null) {
                    System.out.println(file.getName() + " " + field.getPartialName() + " " + said(field.getSignature(), content));
                }
            }
        } catch (java.io.IOException unreadable) {
            System.out.println(file.getName() + " - unreadable");
        }
    }

    private static String said(PDSignature signature, byte[] content) {
        String kind = signature.getSubFilter();
        try {
            byte[] covered = signature.getSignedContent(content);
            byte[] message = signature.getContents(content);
            return "ETSI.RFC3161".equals(kind) ? ofTime(kind, covered, message) : ofPerson(kind, covered, message);
        } catch (Exception broken) {
            return kind + " broken - - -";
        }
    }

    private static String ofPerson(String kind, byte[] covered, byte[] message) throws Exception {
        CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(covered), message);
        SignerInformation signer = signed.getSignerInfos().getSigners().iterator().next();
        boolean holds = holds(signer, signed.getCertificates());
        Attribute stamp = signer.getUnsignedAttributes() == null
                ? null : signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (stamp == null) {
            return kind + " " + word(holds, "valid") + " unstamped - -";
        }
        TimeStampToken token = new TimeStampToken(
                new CMSSignedData(stamp.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded()));
        Date moment = token.getTimeStampInfo().getGenTime();
        boolean trusted = trusted(signed.getCertificates(), signer, moment)
                && trusted(token.getCertificates(), signerOf(token), moment);
        return kind + " " + word(holds, "valid") + " " + word(isOf(token, signer.getSignature()), "stamped") + " "
                + word(trusted, "trusted") + " " + moment.toInstant();
    }

    private static String ofTime(String kind, byte[] covered, byte[] message) throws Exception {
        TimeStampToken token = new TimeStampToken(new CMSSignedData(message));
        Date moment = token.getTimeStampInfo().getGenTime();
        boolean holds = isOf(token, covered);
        return kind + " " + word(holds, "valid") + " " + word(holds, "stamped") + " "
                + word(trusted(token.getCertificates(), signerOf(token), moment), "trusted") + " " + moment.toInstant();
    }

    private static boolean isOf(TimeStampToken token, byte[] stamped) throws Exception {
        String algorithm = token.getTimeStampInfo().getMessageImprintAlgOID().getId();
        byte[] digest = java.security.MessageDigest.getInstance(algorithm, "BC").digest(stamped);
        return Arrays.equals(digest, token.getTimeStampInfo().getMessageImprintDigest())
                && holds(signerOf(token), token.getCertificates());
    }

    private static SignerInformation signerOf(TimeStampToken token) {
        return token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
    }

    private static boolean holds(SignerInformation signer, Store<X509CertificateHolder> carried) throws Exception {
        X509CertificateHolder leaf = leaf(signer, carried);
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(leaf));
        } catch (org.bouncycastle.cms.CMSException wrong) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static X509CertificateHolder leaf(SignerInformation signer, Store<X509CertificateHolder> carried) {
        Collection<X509CertificateHolder> found = carried.getMatches(signer.getSID());
        return found.iterator().next();
    }

    private static boolean trusted(Store<X509CertificateHolder> carried, SignerInformation signer, Date moment)
            throws Exception {
        List<X509Certificate> known = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter().setProvider("BC");
        for (X509CertificateHolder one : carried.getMatches(null)) {
            known.add(converter.getCertificate(one));
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(converter.getCertificate(leaf(signer, carried)));
        PKIXBuilderParameters rules = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), wanted);
        rules.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        rules.setRevocationEnabled(false);
        rules.setDate(moment);
        try {
            CertPathBuilder.getInstance("PKIX").build(rules);
            return true;
        } catch (java.security.GeneralSecurityException nowhere) {
            return false;
        }
    }

    private static String word(boolean holds, String word) {
        return holds ? word : "not-" + word;
    }
}
